package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.FindingCode;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.validation.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A set of lines that is too large for one piece is read and checked in parts, and nobody can tell by the answer. */
class SetInPartsTest {
    private static final int SMALL = 8 << 10;

    @ParameterizedTest
    @ValueSource(strings = {"846", "852", "832", "830", "INVRPT", "SLSRPT", "PRICAT", "DELFOR"})
    void aSetInPartsIsFoundAsGoodAsInOnePiece(String type) {
        byte[] report = report(type, 600);

        assertThat(report.length).isGreaterThan(2 * SMALL);
        assertSame(inParts(report, 1000), inOnePiece(report));
        assertThat(inParts(report, 1000).groups().get(0).sets().get(0).findings().stream()
                        .map(Object::toString)
                        .findFirst())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "846    | LIN*300*UP*000000000300~ | LIN*300~",
                "846    | LIN*300*UP*000000000300~ | LIN*300*UP*000000000300~ZZZ*1~",
                "846    | QTY*33*300~              | QTY*33*many~",
                "846    | BIA*00*DD*RPT-1*20261001~ | BIA*00*DD*RPT-1*20261399~",
                "846    | CTT*600~                 | CTT*600~LIN*7*UP*000000000007~",
                "846    | SE*1204*0001~            | SE*1205*0001~",
                "846    | SE*1204*0001~            | SE*1204*0002~",
                "846    | SE*1204*0001~            | ''",
                "846    | LIN*599*UP*000000000599~ | ~LIN*599*UP*000000000599~",
                "852    | ZA*QS*300*EA~            | ZA*QS*300*EA~LIN*1~",
                "INVRPT | LIN+300++0000000000300:EN' | LIN+300++0000000000300:EN'QTY+145:many'",
                "INVRPT | LIN+300++0000000000300:EN' | LIN+300+++1+1+1+1+1+1+1+1'",
                "INVRPT | BGM+35+RPT-1+9'          | BGM+35+RPT-1+nine'",
                "INVRPT | UNT+1805+1'              | UNT+1806+1'",
                "INVRPT | UNT+1805+1'              | UNT+1805+2'",
                "SLSRPT | LOC+162+0000000000300::9' | LOC+162+0000000000300::9'ZZZ+1'",
            })
    void aFaultIsFoundInPartsWhereItIsFoundInOnePiece(String type, String good, String bad) {
        String sound = new String(report(type, 600), StandardCharsets.ISO_8859_1);
        assertThat(sound).contains(good);
        byte[] report = sound.replace(good, bad).getBytes(StandardCharsets.ISO_8859_1);

        InterchangeOutcome whole = inOnePiece(report);

        assertThat(whole.groups().get(0).sets().get(0).findings()).isNotEmpty();
        assertSame(inParts(report, 1 << 20), whole);
        assertSame(inParts(report, 1000), whole);
        assertSame(inParts(report, 1), whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 64 << 10, 1 << 20})
    void aLargeSetInOnePieceIsReadWhateverThePiecesFed(int chunk) {
        byte[] report = new String(report("846", 9000), StandardCharsets.ISO_8859_1)
                .replace("CTT*600~SE*1204*", "CTT*9000~SE*18004*")
                .getBytes(StandardCharsets.ISO_8859_1);

        InterchangeOutcome outcome = read(report, ReaderOptions.strict("report"), chunk);

        assertThat(report).hasSizeGreaterThan(300_000);
        assertThat(outcome.groups().get(0).sets().get(0).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"850", "ORDERS"})
    void aSetThatIsNoStreamOfLinesIsGivenUp(String type) {
        byte[] order = new String(report(type.equals("850") ? "846" : "INVRPT", 600), StandardCharsets.ISO_8859_1)
                .replace("ST*846*", "ST*850*")
                .replace("INVRPT:D", "ORDERS:D")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(inParts(order, 1000).groups().get(0).sets().get(0).findings())
                .anyMatch(finding -> finding.code() == FindingCode.SET_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 1 << 20})
    void theSetAfterwardsIsReadAsAnyOther(int chunk) {
        String report = new String(report("846", 600), StandardCharsets.ISO_8859_1);
        String another = "ST*846*0002~BIA*00*DD*RPT-2*20261001~LIN*1*UP*000000000001~QTY*33*1~CTT*1~SE*6*0002~";
        byte[] two = report.replace("GE*1*", another + "GE*2*").getBytes(StandardCharsets.ISO_8859_1);

        List<SetOutcome> sets = inParts(two, chunk).groups().get(0).sets();

        assertThat(sets).hasSize(2).allMatch(set -> set.findings().isEmpty());
    }

    private static void assertSame(InterchangeOutcome parts, InterchangeOutcome whole) {
        assertThat(parts.findings()).isEqualTo(whole.findings());
        assertThat(parts.groups().get(0).findings())
                .isEqualTo(whole.groups().get(0).findings());
        assertThat(Set.copyOf(parts.groups().get(0).sets().get(0).findings()))
                .isEqualTo(Set.copyOf(whole.groups().get(0).sets().get(0).findings()));
        assertThat(parts.groups().get(0).sets().get(0).complete())
                .isEqualTo(whole.groups().get(0).sets().get(0).complete());
    }

    private static InterchangeOutcome inOnePiece(byte[] report) {
        return read(report, ReaderOptions.strict("report"), report.length);
    }

    private static InterchangeOutcome inParts(byte[] report, int chunk) {
        ReaderOptions usual = ReaderOptions.strict("report");
        return read(report, usual.withLargestSet(SMALL), chunk);
    }

    private static InterchangeOutcome read(byte[] report, ReaderOptions options, int chunk) {
        List<InterchangeOutcome> outcomes = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "report",
                (interchange, group, set) -> Schemas.catalog()
                        .find(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcomes::add);
        InterchangeReader reader = new InterchangeReader(options, examiner);
        for (int i = 0; i < report.length; i += chunk) {
            reader.feed(report, i, Math.min(chunk, report.length - i));
        }
        reader.end();
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    // ---- reports --------------------------------------------------------------------------------------------------

    private static byte[] report(String type, int lines) {
        String text =
                switch (type) {
                    case "846" ->
                        x12(
                                "IB",
                                "ST*846*0001~BIA*00*DD*RPT-1*20261001~",
                                "LIN*%1$d*UP*%1$012d~QTY*33*%1$d~",
                                "CTT*600~SE*1204*0001~",
                                lines);
                    case "852" ->
                        x12(
                                "PD",
                                "ST*852*0001~XQ*H*20260901*20260930~",
                                "LIN*%1$d*UP*%1$012d~ZA*QS*%1$d*EA~",
                                "CTT*600~SE*1204*0001~",
                                lines);
                    case "832" ->
                        x12(
                                "SC",
                                "ST*832*0001~BCT*PC*CAT-1~",
                                "LIN*%1$d*UP*%1$012d~CTP**UCP*%1$d~",
                                "CTT*600~SE*1204*0001~",
                                lines);
                    case "830" ->
                        x12(
                                "PS",
                                "ST*830*0001~BFR*00**FC-1*DL*A*20261001*20261231*20260930~",
                                "LIN*%1$d*UP*%1$012d~UIT*EA~FST*%1$d*D*W*20261005~",
                                "CTT*600~SE*1804*0001~",
                                lines);
                    case "INVRPT" ->
                        edifact(
                                "UNH+1+INVRPT:D:01B:UN'BGM+35+RPT-1+9'DTM+137:20261001:102'NAD+BY+1234567890128::9'",
                                "LIN+%1$d++%1$013d:EN'INV++2'QTY+145:%1$d'",
                                "UNT+1805+1'",
                                lines);
                    case "SLSRPT" ->
                        edifact(
                                "UNH+1+SLSRPT:D:01B:UN'BGM+73E+RPT-1+9'DTM+137:20261001:102'NAD+BY+1234567890128::9'",
                                "LOC+162+%1$013d::9'DTM+356:20260930:102'LIN+%1$d++%1$013d:EN'QTY+153:%1$d'",
                                "UNS+S'UNT+2406+1'",
                                lines);
                    case "PRICAT" ->
                        edifact(
                                "UNH+1+PRICAT:D:01B:UN'BGM+9+CAT-1+9'DTM+137:20261001:102'NAD+SU+1234567890128::9'",
                                "PGI+11'LIN+%1$d++%1$013d:EN'PRI+AAA:%1$d'",
                                "UNT+1805+1'",
                                lines);
                    default ->
                        edifact(
                                "UNH+1+DELFOR:D:01B:UN'BGM+241+FC-1+9'DTM+137:20261001:102'NAD+BY+1234567890128::9'",
                                "GIS+37'NAD+DP+1234567890128::9'LIN+%1$d++%1$013d:EN'QTY+113:%1$d'",
                                "UNT+2405+1'",
                                lines);
                };
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String x12(String group, String header, String line, String trailer, int lines) {
        return "ISA*00*          *00*          *ZZ*SUPPLIER01     *ZZ*BUYER01        *261001*1200*U*00401*000000905*0*P*>~"
                + "GS*" + group + "*SUPPLIER01*BUYER01*20261001*1200*905*X*004010~"
                + header + repeated(line, lines) + trailer
                + "GE*1*905~IEA*1*000000905~";
    }

    private static String edifact(String header, String line, String trailer, int lines) {
        return "UNB+UNOC:3+SUPPLIER:14+BUYER:14+261001:1200+905'" + header + repeated(line, lines) + trailer
                + "UNZ+1+905'";
    }

    private static String repeated(String line, int times) {
        return IntStream.rangeClosed(1, times).mapToObj(line::formatted).collect(Collectors.joining());
    }
}
