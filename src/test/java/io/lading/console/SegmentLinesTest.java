package io.lading.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.console.SegmentLines.Line;
import io.lading.console.SegmentLines.Part;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SegmentLinesTest {

    @Test
    void cutsEdifactByItsUnaAndLeavesReleasedCharactersWhereTheyAre() {
        String text =
                "UNA|*.! ~UNB*UNOC|3*A*B*261001|1200*1~\r\nUNH*1*ORDERS|D|96A|UN~FTX*PUR***5!* OFF!~~UNT*3*1~UNZ*1*1~";

        List<Line> lines = new SegmentLines(text, null, List.of()).of(text, 0);

        assertThat(lines)
                .extracting(line -> line.ordinal() + " "
                        + line.parts().stream().map(Part::text).collect(Collectors.joining(" ")))
                .containsExactly(
                        "0 UNA|*.!  ~",
                        "0 UNB * UNOC | 3 * A * B * 261001 | 1200 * 1 ~",
                        "1 UNH * 1 * ORDERS | D | 96A | UN ~",
                        "2 FTX * PUR *  *  * 5!* OFF!~ ~",
                        "3 UNT * 3 * 1 ~",
                        "0 UNZ * 1 * 1 ~");
        assertThat(lines).extracting(Line::offset).containsExactly(0L, 9L, 40L, 62L, 82L, 90L);
    }

    @Test
    void takesTheUsualDelimitersWhereThereIsNoUna() {
        String text = "UNB+UNOC:3+A+B+261001:1200+1'UNZ+0+1'";

        assertThat(new SegmentLines(text, null, List.of()).of(text, 0))
                .extracting(line -> line.parts().get(0).text())
                .containsExactly("UNB", "UNZ");
    }

    @Test
    void showsOtherTextByItsLines() {
        String text = "<order>\r\n</order>\n";

        assertThat(new SegmentLines(text, null, List.of()).of(text, 0))
                .extracting(line -> line.ordinal() + " " + line.parts().get(0).text())
                .containsExactly("1 <order>", "2 </order>");
    }
}
