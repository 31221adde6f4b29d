package io.lading.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** 999, 824 and APERAK in a running hub: what we answer, and what answers to ours come to. */
class BusinessAnswersTest {
    private static final Pattern GROUP =
            Pattern.compile("GS\\*PO\\*SUPPLIER01\\*STARK01\\*(\\d+)\\*(\\d+)\\*(\\d+)\\*X");

    private final ServedHub hub = ServedHub.shared();

    private static String interchange(String control, String group, String release, String sets) {
        String version = release.startsWith("005") ? "^*00501" : "U*00401";
        return "ISA*00*          *00*          *ZZ*STARK01        *ZZ*SUPPLIER01     *261001*0904*" + version + "*"
                + control + "*0*P*:~GS*" + group + "*STARK01*SUPPLIER01*20261001*0904*1*X*" + release + "~"
                + sets.replace("\n", "") + "GE*1*1~IEA*1*" + control + "~";
    }

    private static String order(String number, String kind, String quantity) {
        return """
                ST*850*0001~
                BEG*00*%s*%s**20261001~
                CUR*BY*USD~
                REF*DP*6679~
                PO1*1*%s*EA*643.00**UP*078580173278~
                CTT*1~
                SE*7*0001~
                """.formatted(kind, number, quantity);
    }

    private String answer(JsonNode result) {
        return result.path("acknowledgements").path(0).path("text").asString();
    }

    /** Sends an order to Stark and gives what went out. */
    private String sent(String number, String control) throws IOException {
        hub.postAndWait(hub.stark, interchange(control, "PO", "004010", order(number, "SA", "85")));
        return awaitFile("stark-orders", number, ".x12");
    }

    private String awaitFile(String path, String holding, String ending) throws IOException {
        Instant until = Instant.now(Clock.systemUTC()).plusSeconds(20);
        while (Instant.now(Clock.systemUTC()).isBefore(until)) {
            for (Path file : files(path, ending)) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (text.contains(holding)) {
                    return text;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no file below " + path + " holds " + holding);
    }

    private List<Path> files(String path, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(hub.folder)) {
            return files.filter(file -> file.toString().contains(path + "/")
                            && file.toString().endsWith(ending))
                    .toList();
        } catch (java.io.UncheckedIOException gone) {
            return List.of(); // A file was renamed meanwhile.
        }
    }

    private String told(String number) {
        String found =
                hub.get(hub.administrator, "/api/v1/documents?number=" + number).text();
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(found);
        assertThat(id.find()).as(found).isTrue();
        return hub.get(hub.administrator, "/api/v1/documents/" + id.group(1)).text();
    }

    @Test
    void a999TellsWhatBreaksTheGuideByCodesOfItsOwn() {
        JsonNode result = hub.postAndWait(
                hub.stark,
                interchange(
                        "000000101", "PO", "005010", order("PO-B1", "NE", "85").replace("REF*DP", "REF*ZZ")));

        assertThat(answer(result))
                .contains("ST*999*0001~AK1*PO*1*005010~AK2*850*0001~")
                .contains("IK3*BEG*2**8~IK4*2*92*I6*NE~")
                .contains("IK3*REF*")
                .contains("IK5*R*I5~");
    }

    @Test
    void a999RejectsLettersInNumbersByTheStandardsCodes() {
        JsonNode result =
                hub.postAndWait(hub.stark, interchange("000000102", "PO", "005010", order("PO-B2", "SA", "8O")));

        assertThat(answer(result)).contains("IK3*PO1*5**8~IK4*2*380*6*8O~", "IK5*R*5~", "AK9*R*1*1*0~");
    }

    @Test
    void whatBreaksOnlyTheGuideIsTakenAndToldOfInAn824() throws IOException {
        hub.postAndWait(hub.stark, interchange("000000103", "PO", "004010", order("PO-B3", "NE", "85")));

        assertThat(awaitFile(
                        "stark-acks", "OTI*TE*TN*0001*STARK01*SUPPLIER01*20261001*0904*1*0001*850*004010~", ".x12"))
                .contains("ST*997*0001~", "AK9*A*1*1*1~", "ST*824*", "TED*848*", "*BEG*2*2**NE*");
        assertThat(awaitFile("stark-orders", "PO-B3", ".x12")).contains("ST*850*");
    }

    @Test
    void a999ThatRejectsOurOrderIsTracedToTheFieldWeWrote() throws IOException {
        Matcher group = GROUP.matcher(sent("PO-B4", "000000104"));
        assertThat(group.find()).isTrue();
        JsonNode result = hub.postAndWait(
                hub.stark,
                interchange(
                        "000000105",
                        "FA",
                        "005010",
                        "ST*999*0001*005010X231A1~AK1*PO*" + group.group(3) + "*004010~AK2*850*0001~"
                                + "IK3*PO1*5**8~IK4*2*330*I6*85~IK5*R*I5~AK9*R*1*1*0~SE*8*0001~"));

        assertThat(result.toString()).contains("MATCHED");
        assertThat(told("PO-B4")).contains("acknowledgement.rejected", "segment 5 PO1 · element 2", "REJECTED");
    }

    @Test
    void whatThePartnerWouldRefuseIsHeldAndTracedToWhereItWasRead() throws IOException {
        hub.postAndWait(
                hub.stark,
                interchange(
                        "000000111", "PO", "004010", order("PO-B11", "SA", "85").replace("BY*USD", "BY*GBP")));

        assertThat(told("PO-B11"))
                .contains(
                        "HELD",
                        "written as 850",
                        "segment 3 CUR · element 2 (",
                        "currency, from segment 3 CUR element 2")
                .contains("allow it in the partner's guide, and re-envelope");
        assertThat(files("stark-orders", ".x12")).noneMatch(file -> holds(file, "PO-B11"));
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void an824ThatRejectsOurOrderIsMatchedByItsControlNumbersAndTraced() throws IOException {
        Matcher group = GROUP.matcher(sent("PO-B5", "000000106"));
        assertThat(group.find()).isTrue();
        JsonNode result = hub.postAndWait(
                hub.stark,
                interchange(
                        "000000107",
                        "AG",
                        "004010",
                        "ST*824*0001~BGN*11*R-1*20261002*1201~OTI*TR*TN*0001*SUPPLIER01*STARK01*" + group.group(1) + "*"
                                + group.group(2) + "*" + group.group(3)
                                + "*0001*850*004010~TED*848*PRICE NOT AS AGREED*PO1*5*4*212*643*640~SE*5*0001~"));

        assertThat(result.toString()).contains("MATCHED");
        assertThat(told("PO-B5"))
                .contains(
                        "advice.rejected",
                        "refused document PO-B5 by 824",
                        "segment 5 PO1 · element 4",
                        "848 PRICE NOT AS AGREED, expected 640");
    }

    @Test
    void an824MayNameTheOrderAlone() throws IOException {
        sent("PO-B6", "000000108");
        JsonNode result = hub.postAndWait(
                hub.stark,
                interchange(
                        "000000109",
                        "AG",
                        "004010",
                        "ST*824*0001~BGN*11*R-2*20261002*1201~OTI*TR*PO*PO-B6~TED*DUP*ORDER HERE ALREADY~SE*5*0001~"));

        assertThat(result.toString()).contains("MATCHED");
        assertThat(told("PO-B6")).contains("refused document PO-B6 by 824", "DUP ORDER HERE ALREADY");
    }

    @Test
    void an824AboutNothingWeSentIsAnOrphan() {
        JsonNode result = hub.postAndWait(
                hub.stark,
                interchange(
                        "000000110",
                        "AG",
                        "004010",
                        "ST*824*0001~BGN*11*R-3*20261002*1201~OTI*TR*PO*PO-NONE~TED*DUP*NO~SE*5*0001~"));

        assertThat(result.toString()).contains("ORPHAN");
    }

    @Test
    void whatBreaksOnlyTheGuideOfAnEdifactOrderIsToldOfInAnAperak() throws IOException {
        hub.postAndWait(hub.hooli, edifact("81", ORDERS.replace("PO-1", "PO-APERAK")));

        assertThat(awaitFile("hooli-acks", "APERAK:D:96A:UN'", ".edi"))
                .contains(
                        "BGM+312+81-1'",
                        "RFF+ACW:81:1'",
                        "ERC+OTH'FTX+AAO+++segment 2 BGM, element 2?: expected 1 to 6");
        assertThat(awaitFile("hooli-acks", "UCI+81+", ".edi")).contains("UCM+1+ORDERS:D:96A:UN:EAN011+7'");
    }

    @Test
    void anAperakThatRefusesOurOrderIsMatchedToIt() throws IOException {
        hub.postAndWait(hub.hooli, edifact("82", ORDERS.replace("PO-1", "PO-R1")));
        awaitFile("hooli-orders", "PO-R1", ".edi");
        JsonNode result = hub.postAndWait(
                hub.hooli,
                edifact(
                        "83",
                        "UNH+1+APERAK:D:96A:UN'BGM+313+R-9'DTM+137:20261002:102'RFF+ON:PO-R1'ERC+DUP'"
                                + "FTX+AAO+++ORDER HERE ALREADY'UNT+7+1'"));

        assertThat(result.toString()).contains("MATCHED");
        assertThat(told("PO-R1")).contains("refused document PO-R1 by APERAK", "DUP ORDER HERE ALREADY");
    }

    @Test
    void anAperakMayRefuseSeveralOrdersEachForReasonsOfItsOwn() throws IOException {
        hub.postAndWait(hub.hooli, edifact("84", ORDERS.replace("PO-1", "PO-R4")));
        hub.postAndWait(hub.hooli, edifact("85", ORDERS.replace("PO-1", "PO-R5")));
        awaitFile("hooli-orders", "PO-R4", ".edi");
        awaitFile("hooli-orders", "PO-R5", ".edi");
        hub.postAndWait(
                hub.hooli,
                edifact(
                        "86",
                        "UNH+1+APERAK:D:96A:UN'BGM+313+R-10'DTM+137:20261002:102'RFF+ON:PO-R4'ERC+DUP'"
                                + "FTX+AAO+++ORDER HERE ALREADY'ERC+OTH'FTX+AAO+++NO SUCH ITEM'RFF+ON:PO-R5'UNT+10+1'"));

        assertThat(told("PO-R4")).contains("DUP ORDER HERE ALREADY").doesNotContain("NO SUCH ITEM");
        assertThat(told("PO-R5"))
                .contains("refused document PO-R5 by APERAK", "OTH NO SUCH ITEM")
                .doesNotContain("ORDER HERE ALREADY");
    }

    @Test
    void an824MayJudgeSeveralOrdersAndTheWorseHoldsForEach() throws IOException {
        sent("PO-B12", "000000112");
        sent("PO-B13", "000000113");
        hub.postAndWait(
                hub.stark,
                interchange(
                        "000000114",
                        "AG",
                        "004010",
                        "ST*824*0001~BGN*11*R-4*20261002*1201~OTI*IA*PO*PO-B12~OTI*TA*PO*PO-B13~"
                                + "OTI*IR*PO*PO-B12~TED*DUP*ITEM HERE ALREADY~SE*7*0001~"));

        assertThat(told("PO-B12")).contains("refused document PO-B12 by 824", "DUP ITEM HERE ALREADY");
        assertThat(told("PO-B13")).doesNotContain("advice.rejected");
    }

    private static final String ORDERS = "UNH+1+ORDERS:D:96A:UN:EAN011'BGM+220+PO-1+9'DTM+137:20261001:102'"
            + "NAD+BY+4012345000009::9'NAD+SU+4098765000002::9'CUX+2:USD:9'LIN+1++4078580173274:EN'QTY+21:5:PCE'"
            + "PRI+AAA:643.00'UNS+S'CNT+2:1'UNT+12+1'";

    private static String edifact(String reference, String message) {
        return "UNA:+.? 'UNB+UNOC:3+4012345000009:14:SHOP+4098765000002:14+261001:0904+" + reference + "'" + message
                + "UNZ+1+" + reference + "'";
    }
}
