package io.lading.cli.torture.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.simulate.Arrival;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judgement is not blind: what is lost, doubled, strange or unanswered, it says. */
class TallyTest {
    private static final List<BuyersOrder> BROUGHT =
            List.of(new BuyersOrder(Way.FOLDER, 1), new BuyersOrder(Way.AS2, 2));

    @TempDir
    private Path warehouse;

    private int files;

    @Test
    void findsNothingWhereEachCameOnceAndWasAccepted() throws Exception {
        file("MIXFOLDER-1");
        file("MIXAS2-2");

        Tally tally = tally(
                List.of(order("MIXFOLDER-1"), order("MIXAS2-2")),
                List.of(answer("MIXFOLDER", 1, "A"), answer("MIXAS2", 2, "A")));

        assertThat(tally.faults()).isEmpty();
        assertThat(tally.orders()).isEqualTo(2);
    }

    @Test
    void tellsWhatIsLostDoubledStrangeAndUnanswered() throws Exception {
        file("MIXFOLDER-1");
        file("MIXFOLDER-1");

        Tally tally = tally(
                List.of(order("MIXFOLDER-1"), order("MIXAS2-2"), order("MIXMAIL-9")),
                List.of(answer("MIXFOLDER", 1, "R")));

        assertThat(tally.faults())
                .containsExactly(
                        "At the ERP: MIXMAIL-9 came, and nobody brought it.",
                        "In the warehouse's folder: MIXFOLDER-1 took effect 2 times.",
                        "In the warehouse's folder: MIXAS2-2 is lost.",
                        "MIXFOLDER-1 was acknowledged with [R]; expected A only.",
                        "MIXAS2-2 was never acknowledged.",
                        "The key k came again with other bytes.");
    }

    private Tally tally(List<Arrival> orders, List<Arrival> answers) throws Exception {
        List<String> conflicts = answers.size() == 1 ? List.of("k") : List.of();
        return Tally.of(BROUGHT, new Tally.Came(orders, answers, conflicts, 0, warehouse));
    }

    private void file(String number) throws Exception {
        Files.write(
                warehouse.resolve(number + "-" + ++files + ".json"),
                order(number).body());
    }

    private static Arrival order(String number) {
        return arrival("{\"number\":\"" + number + "\"}");
    }

    private static Arrival answer(String buyer, int group, String code) {
        return arrival("ISA*00*~GS*FA*SUPPLIER01*" + buyer + "*20261001*0904*7*X*004010~ST*997*0001~AK1*PO*" + group
                + "~AK9*" + code + "*1*1*1~SE*4*0001~");
    }

    private static Arrival arrival(String body) {
        return new Arrival("/", "", "", body.getBytes(StandardCharsets.US_ASCII), false, 0);
    }
}
