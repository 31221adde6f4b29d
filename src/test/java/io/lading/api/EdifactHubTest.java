package io.lading.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** EDIFACT interchanges travel the spine as X12 ones do. */
class EdifactHubTest {
    private final ServedHub hub = ServedHub.shared();

    private static String order(int reference, String number, String quantity) {
        return "UNH+" + reference + "+ORDERS:D:96A:UN:EAN008'BGM+220+" + number + "+9'DTM+137:20261001:102'"
                + "NAD+BY+4012345000009::9'NAD+SU+4098765000002::9'CUX+2:USD:9'LIN+1++4078580173274:EN'QTY+21:"
                + quantity
                + ":PCE'PRI+AAA:643.00'UNS+S'CNT+2:1'UNT+12+" + reference + "'";
    }

    private static String interchange(String reference, String... orders) {
        return "UNA:+.? 'UNB+UNOC:3+4012345000009:14:SHOP+4098765000002:14+261001:0904+" + reference + "'"
                + String.join("", orders) + "UNZ+" + orders.length + "+" + reference + "'";
    }

    @Test
    void answersASoundInterchangeWithAContrl() {
        JsonNode result = hub.postAndWait(hub.hooli, interchange("1", order(1, "PO-E1", "85")));

        assertThat(result.path("findings").size()).isZero();
        JsonNode answer = result.path("acknowledgements").path(0);
        assertThat(answer.path("kind").asString()).isEqualTo("CONTRL");
        assertThat(answer.path("status").asString()).isEqualTo("ACCEPTED");
        assertThat(answer.path("text").asString())
                .startsWith("UNB+UNOC:3+4098765000002:14+4012345000009:14:SHOP+")
                .contains("UNH+1+CONTRL:D:3:UN'UCI+1+4012345000009:14:SHOP+4098765000002:14+7'")
                .contains("UCM+1+ORDERS:D:96A:UN:EAN008+7'");
    }

    /** What came in goes out again, to the same partner for want of another, and its CONTRL is matched. */
    @Test
    void writesOrdersAndMatchesTheReportAboutThem() throws IOException {
        JsonNode result = hub.postAndWait(hub.hooli, interchange("11", order(1, "PO-E11", "85")));
        assertThat(result.path("standing").asString()).as("%s", result).isNotEqualTo("REJECTED");

        String sent = awaitFile("hooli-orders", "PO-E11");
        assertThat(sent)
                .startsWith("UNA:+.? 'UNB+UNOC:3+4098765000002:14+4012345000009:14:SHOP+")
                .contains("+ORDERS:D:96A:UN:EAN008'")
                .contains("LIN+1++4078580173274:EN'")
                .contains("QTY+21:85:PCE'");
        String reference = sent.substring(sent.lastIndexOf('+') + 1, sent.lastIndexOf('\''));
        JsonNode report = hub.postAndWait(
                hub.hooli,
                interchange(
                        "12",
                        "UNH+1+CONTRL:D:3:UN'UCI+" + reference
                                + "+4098765000002:14+4012345000009:14:SHOP+7'UCM+1+ORDERS:D:96A:UN+4'UNT+4+1'"));

        assertThat(report.toString()).contains("MATCHED");
    }

    private String awaitFile(String path, String holding) throws IOException {
        Instant until = Instant.now(Clock.systemUTC()).plusSeconds(20);
        while (Instant.now(Clock.systemUTC()).isBefore(until)) {
            for (Path file : files(path)) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (text.contains(holding)) {
                    return text;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no file below " + path + " holds " + holding);
    }

    private List<Path> files(String path) throws IOException {
        try (Stream<Path> files = Files.walk(hub.folder)) {
            return files.filter(file -> file.toString().contains(path + "/")
                            && file.toString().endsWith(".edi"))
                    .toList();
        } catch (java.io.UncheckedIOException gone) {
            return List.of(); // A file was renamed meanwhile.
        }
    }

    @Test
    void oneBadOrderRejectsOnlyItself() {
        JsonNode result = hub.postAndWait(
                hub.hooli, interchange("2", order(1, "PO-E2", "85"), order(2, "PO-E3", "8O"), order(3, "PO-E4", "85")));

        assertThat(result.path("findings").path(0).path("code").asString()).isEqualTo("NUMBER_MALFORMED");
        assertThat(result.path("acknowledgements").path(0).path("text").asString())
                .contains("UCM+1+ORDERS:D:96A:UN:EAN008+7'UCM+2+ORDERS:D:96A:UN:EAN008+4'UCS+8'UCD+37+2:2'"
                        + "UCM+3+ORDERS:D:96A:UN:EAN008+7'");
    }

    @Test
    void rejectsATruncatedInterchangeAsAWhole() {
        String cut = interchange("3", order(1, "PO-E5", "85"), order(2, "PO-E6", "85"));
        JsonNode result = hub.postAndWait(hub.hooli, cut.substring(0, cut.indexOf("PO-E6")));

        assertThat(result.path("standing").asString()).isEqualTo("REJECTED");
        assertThat(result.path("acknowledgements").path(0).path("text").asString())
                .contains("UCI+3+4012345000009:14:SHOP+4098765000002:14+4+13+UNZ'");
    }

    @Test
    void onlyWarnsOfWrongCountsWhereTheAgreementIsTolerant() {
        String miscounted = order(1, "PO-E7", "85").replace("UNT+12", "UNT+13");
        JsonNode strict = hub.postAndWait(hub.hooli, interchange("6", miscounted));
        JsonNode tolerant = hub.postAndWait(hub.hooli, interchange("7", miscounted.replace("EAN008", "EAN007")));

        assertThat(strict.path("acknowledgements").path(0).path("text").asString())
                .contains("UCM+1+ORDERS:D:96A:UN:EAN008+4+29+UNT+2'");
        assertThat(tolerant.path("acknowledgements").path(0).path("text").asString())
                .contains("UCM+1+ORDERS:D:96A:UN:EAN007+7'");
        assertThat(tolerant.path("findings").path(0).path("severity").asString())
                .isEqualTo("WARNING");
    }

    @Test
    void refusesAMessageThatNobodyAgreedTo() {
        JsonNode result = hub.postAndWait(
                hub.hooli, interchange("4", "UNH+1+INVOIC:D:96A:UN'BGM+380+1+9'DTM+137:20261001:102'UNS+S'UNT+5+1'"));

        assertThat(result.path("acknowledgements").path(0).path("text").asString())
                .contains("UCM+1+INVOIC:D:96A:UN+4+14");
    }

    @Test
    void keepsAReportAboutNothingWeSentAsAnOrphanAndNeverAnswersIt() {
        JsonNode result = hub.postAndWait(
                hub.hooli,
                interchange("5", "UNH+1+CONTRL:D:3:UN'UCI+999+4098765000002:14+4012345000009:14+7'UNT+3+1'"));

        assertThat(result.path("acknowledgements").findValuesAsString("direction"))
                .doesNotContain("OUT");
    }
}
