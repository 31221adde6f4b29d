package io.lading.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final String ORDER_RESPONSE = """
            ISA*00*          *00*          *ZZ*SUPPLIER01     *01*081466849      *261001*0904*U*00401*000000007*0*P*>~
            GS*PR*SUPPLIER01*081466849*20261001*0904*7*X*004010~
            ST*855*0003~
            BAK*00*AC*PO-17*20261001~
            PO1*1*10*EA*9.95**VP*A-1~
            CTT*1~
            SE*5*0003~
            GE*1*7~
            IEA*1*000000007~
            """;
    private static final String MESSAGE = """
            UNB+UNOC:3+4399901000008:14+4012345000009:14+261001:0904+77++++1'
            UNH+1+ORDRSP:D:96A:UN'
            BGM+231+R-17+4'
            DTM+137:20261001:102'
            UNT+4+1'
            UNZ+1+77'
            """;

    private final Answers answers = new Answers(Clock.fixed(Instant.parse("2026-10-01T09:00:00Z"), ZoneOffset.UTC));

    @Test
    void acceptsWithTheNumbersOfWhatItAnswers() throws IOException {
        assertThat(answer(ORDER_RESPONSE, false))
                .contains("*01*081466849      *ZZ*SUPPLIER01     *")
                .contains("AK1*PR*7~")
                .contains("AK2*855*0003~\nAK5*A~")
                .contains("AK9*A*1*1*1~");
    }

    @Test
    void refusesAnySetAtItsFirstValueWithThePlaceAndTheValue() throws IOException {
        assertThat(answer(ORDER_RESPONSE, true))
                .contains("AK2*855*0003~\nAK3*BAK*2**8~\nAK4*1*353*7*00~\nAK5*R*5~")
                .contains("AK9*R*1*1*0~");
    }

    @Test
    void refusesAMessageByAContrlWithThePlace() throws IOException {
        assertThat(answer(MESSAGE, true)).contains("UCM+1+ORDRSP:D:96A:UN+4'\nUCS+2'\nUCD+12+2'");
    }

    @Test
    void neverAnswersAnAnswer() throws IOException {
        assertThat(answer(answer(ORDER_RESPONSE, false), true)).isEmpty();
    }

    private String answer(String interchange, boolean rejecting) throws IOException {
        return answers.to(interchange.getBytes(StandardCharsets.ISO_8859_1), rejecting);
    }
}
