package io.lading.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.UnitOfWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A transmission too large for one batch goes through in two passes, and comes out as any other would. */
@Tag("long")
class SplitTransmissionTest {
    private static final int ORDERS = 400;
    private static final int BAD = 123;
    private static final int GIANT = 100_000;
    private static final int LINES = 3000;

    private static ServedHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = ServedHub.start(
                new String[] {"batch.bytes=64KB", "batch.sets=16", "batch.wholeSet=64KB", "limits.maxTransmission=64MB"
                },
                ApiConfiguration.class);
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
    }

    @Test
    void translatesEveryGoodOrderOnceAndAnswersAllWithOneAcknowledgement() {
        String interchange = interchange("000000301", "A", ORDERS);
        assertThat(interchange.length()).isGreaterThan(64 * 1024);

        String id = post(interchange);

        assertThat(row("select state || ' ' || (completed_at is not null) from transmission where id = ", id))
                .isEqualTo("PROCESSED true");
        assertThat(row("select count(*) from document where transmission_id = ", id))
                .isEqualTo("399");
        assertThat(row("select count(distinct number) from document where transmission_id = ", id))
                .isEqualTo("399");
        assertThat(row("select state from transaction_set where ordinal = 123 and transmission_id = ", id))
                .isEqualTo("REJECTED");
        assertThat(row(
                        "select count(*) from transaction_set where state = 'TRANSLATED' and array_position(stage_times, null)"
                                + " is null and transmission_id = ",
                        id))
                .isEqualTo("399");
        assertThat(row("select count(*) from work where hop <> 'DELIVER' and subject = ", id))
                .isEqualTo("0");
        await(() -> files("erp", "A-").size() == 399);

        List<String> answers = files("acks", "AK1*PO*301");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).contains("AK9*P*400*400*399").contains("AK5*R");
        assertThat(answers.get(0).split("AK2\\*850", -1)).hasSize(ORDERS + 1);
        tellsARepeat(interchange);
    }

    private void tellsARepeat(String interchange) {
        String id = post(interchange);

        assertThat(row("select state from transmission where id = ", id)).isEqualTo("REPEATED");
        assertThat(row("select count(*) from document where transmission_id = ", id))
                .isEqualTo("0");
    }

    @Test
    void releasesNothingOfAnInterchangeThatBreaksOff() {
        String whole = interchange("000000302", "B", ORDERS);

        String id = post(whole.substring(0, whole.length() - 400));

        assertThat(row("select count(*) from document where transmission_id = ", id))
                .isEqualTo("0");
        assertThat(row("select count(*) from transaction_set where state = 'REJECTED' and transmission_id = ", id))
                .isEqualTo(row("select count(*) from transaction_set where transmission_id = ", id));
        assertThat(row("select sha256 is not null from interchange where transmission_id = ", id))
                .isEqualTo("t");

        assertThat(row("select count(*) from document where transmission_id = ", post(whole)))
                .isEqualTo("399");
    }

    @Test
    void holdsAnInterchangeWithASetThatIsTooLargeToBeRead() {
        StringBuilder giant = new StringBuilder(GIANT + 1000);
        giant.append(head("000000303")).append("ST*850*0001~BEG*00*SA*C-1**20261001~");
        while (giant.length() < GIANT) {
            giant.append("PO1*1*5*EA*643.00**UP*078580173278~PID*F****COTTON SHIRT BLUE L~");
        }
        giant.append("SE*9*0001~").append(order("C", 2, "5")).append("GE*2*303~IEA*1*000000303~");

        String id = post(giant.toString());

        assertThat(row("select state from transmission where id = ", id)).isEqualTo("HELD");
        assertThat(row("select reason from transmission where id = ", id)).contains("larger than the hub takes");
        assertThat(row("select count(*) from document where transmission_id = ", id))
                .isEqualTo("0");
        assertThat(files("acks", "AK1*PO*303")).isEmpty();
    }

    @Test
    void hashesAnInterchangeAsIfItWereWhole() {
        String first = interchange("000000304", "D", 60);
        String second = interchange("000000305", "E", ORDERS);

        String id = post(first + "\n" + second);

        byte[] expected = io.lading.tracking.Payloads.sha256(second.strip().getBytes(StandardCharsets.US_ASCII));
        assertThat(row(
                        "select encode(sha256, 'hex') from interchange where control_number = '000000305' and transmission_id"
                                + " = ",
                        id))
                .isEqualTo(java.util.HexFormat.of().formatHex(expected));
        assertThat(row("select count(*) from document where transmission_id = ", id))
                .isEqualTo("459");
    }

    @Test
    void takesALargeReportInPartsAndAnswersItOnce() {
        String id = post(report("000000311", "BUYER01", "R-1", LINES));

        assertThat(row("select state || ' ' || (completed_at is not null) from transmission where id = ", id))
                .isEqualTo("PROCESSED true");
        assertThat(row(
                        "select string_agg(state || ' ' || (array_position(stage_times, null) is null), ',')"
                                + " from transaction_set where transmission_id = ",
                        id))
                .isEqualTo("TRANSLATED true");
        assertThat(row("select count(distinct ordinal) > 20 from document where transmission_id = ", id))
                .isEqualTo("t");
        assertThat(row("select sum(lines) from document where transmission_id = ", id))
                .isEqualTo(String.valueOf(LINES));
        assertThat(row("select count(*) from work where hop <> 'DELIVER' and subject = ", id))
                .isEqualTo("0");
        await(() -> items("R-1").size() == LINES);
        assertThat(items("R-1")).doesNotHaveDuplicates();
        assertThat(quantities("R-1"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, LINES).boxed().toList());
        List<String> answers = files("acks", "AK1*IB*311");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).contains("AK2*846*0001~AK5*A~AK9*A*1*1*1");
    }

    @Test
    void releasesNothingOfALargeReportWithAFaultOrWithoutItsEnd() {
        String sound = report("000000312", "BUYER01", "R-2", LINES);

        String bad = post(sound.replace("QTY*33*2000*", "QTY*33*many*"));
        String cut = post(report("000000313", "BUYER01", "R-2", LINES).split("CTT")[0]);

        for (String id : List.of(bad, cut)) {
            assertThat(row("select string_agg(state, ',') from transaction_set where transmission_id = ", id))
                    .isEqualTo("REJECTED");
            assertThat(row("select count(*) from document where transmission_id = ", id))
                    .isEqualTo("0");
            assertThat(row("select count(*) from set_part where transmission_id = ", id))
                    .isEqualTo("0");
        }
        assertThat(files("acks", "AK1*IB*312").get(0)).contains("AK3*QTY*4002**8~AK4*2*380*6*many~AK5*R");
    }

    @Test
    void aPartThatWaitsForALookupHoldsNoOtherAndGoesOnAlone() {
        String report = report("000000314", "WAYNE01", "R-3", LINES).replace("QTY*33*1500*DZ", "QTY*33*1500*Q7");

        String id = hub.postAndWait(hub.wayne, report).path("transmission").asString();

        assertThat(row("select string_agg(state, ',') from transaction_set where transmission_id = ", id))
                .isEqualTo("HELD");
        assertThat(row("select reason from transmission where id = ", id))
                .startsWith("Part ")
                .contains("waiting for lookup unit-of-measure: Q7");
        assertThat(row(
                        "select string_agg(distinct state, ',' order by state) from set_part where transmission_id = ",
                        id))
                .isEqualTo("HELD,TRANSLATED");
        int before = Integer.parseInt(row("select sum(lines) from document where transmission_id = ", id));
        assertThat(before).isBetween(LINES * 9 / 10, LINES - 2);
        tellsOfTheParts(id);
        await(() -> items("R-3").size() == before);

        ServedHub.Answer put = hub.put(
                hub.administrator,
                "/api/v1/lookups/unit-of-measure?scope=wayne/receives-InventoryReport",
                "canonical,x12\nXBX,Q7\n");

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        await(() -> items("R-3").size() == LINES);
        assertThat(items("R-3")).doesNotHaveDuplicates();
        assertThat(row(
                        "select string_agg(s.state, ',') from transaction_set s join transmission t on t.id = s.transmission_id"
                                + " where t.again_of = ",
                        id))
                .isEqualTo("TRANSLATED");
        assertThat(files("wayne-acks", "AK1*IB*314")).hasSize(1);
    }

    private static void tellsOfTheParts(String id) {
        JsonNode set = hub.get(hub.administrator, "/api/v1/transmissions/" + id)
                .json()
                .at("/interchanges/0/groups/0/listed/0");
        JsonNode parts = set.path("parts");
        int all = Integer.parseInt(row("select count(*) from set_part where transmission_id = ", id));
        assertThat(parts.path("all").asInt()).isEqualTo(all).isGreaterThan(20);
        assertThat(parts.path("translated").asInt())
                .isEqualTo(all - 1)
                .isEqualTo(set.path("documents").size());
        assertThat(parts.path("open").asInt()).isZero();
        assertThat(parts.path("stuck")).hasSize(1);
        assertThat(parts.at("/stuck/0/state").asString()).isEqualTo("HELD");
        assertThat(parts.at("/stuck/0/reason").asString()).contains("waiting for lookup unit-of-measure: Q7");
        String story = hub.get(hub.administrator, "/api/v1/transmissions/" + id + "/timeline")
                .text();
        assertThat(story)
                .contains("846 0001, " + all + " parts, " + (all - 1) + " of them translated; 1 held, first part "
                        + parts.at("/stuck/0/ordinal").asInt() + ": ");
    }

    /** The item numbers of all that was delivered of a report. */
    private static List<String> items(String number) {
        return files("stock", '"' + number + '"').stream()
                .flatMap(text -> Pattern.compile("\"7[0-9]{11}\"").matcher(text).results())
                .map(MatchResult::group)
                .toList();
    }

    /** The quantities of all that was delivered of a report. */
    private static List<Integer> quantities(String number) {
        return files("stock", '"' + number + '"').stream()
                .flatMap(
                        text -> JsonMapper.shared().readTree(text).path("lines").valueStream())
                .map(line -> line.path("stock").path(0).path("quantity").asInt())
                .toList();
    }

    private static String report(String control, String sender, String number, int lines) {
        StringBuilder text = new StringBuilder(head(control)
                .replace("GS*PO", "GS*IB")
                .replace("BUYER01        ", "%-15s".formatted(sender))
                .replace("BUYER01", sender));
        text.append("ST*846*0001~BIA*00*DD*" + number + "*20261001~");
        IntStream.rangeClosed(1, lines)
                .forEach(i -> text.append("LIN*" + i + "*UP*7%011d~QTY*33*%d*DZ~".formatted(i, i)));
        return text.append("CTT*" + lines + "~SE*" + (2 * lines + 4) + "*0001~GE*1*" + Integer.parseInt(control)
                        + "~IEA*1*" + control + "~")
                .toString();
    }

    // ---- what is sent
    // -------------------------------------------------------------------------------------------------

    /** Of more than 122 orders the 123rd has a quantity that is none. */
    private static String interchange(String control, String prefix, int orders) {
        StringBuilder text = new StringBuilder(head(control));
        IntStream.rangeClosed(1, orders).forEach(i -> text.append(order(prefix, i, i == BAD ? "1O" : "5")));
        int number = Integer.parseInt(control);
        return text.append("GE*" + orders + "*" + number + "~IEA*1*" + control + "~")
                .toString();
    }

    private static String head(String control) {
        return "ISA*00*          *00*          *ZZ*BUYER01        *ZZ*SUPPLIER01     *261001*0904*U*00401*" + control
                + "*0*P*:~GS*PO*BUYER01*SUPPLIER01*20261001*0904*" + Integer.parseInt(control) + "*X*004010~";
    }

    private static String order(String prefix, int ordinal, String quantity) {
        String set = "%04d".formatted(ordinal);
        return "ST*850*" + set + "~BEG*00*SA*" + prefix + "-" + ordinal + "**20261001~CUR*BY*USD~REF*DP*6679~"
                + "PO1*1*" + quantity + "*EA*643.00**UP*078580173278~PID*F****COTTON SHIRT BLUE L~"
                + "PO1*2*7*EA*12.50**UP*078580173285~PID*F****COTTON SHIRT RED M~CTT*2~SE*10*" + set + "~";
    }

    private static String post(String interchange) {
        JsonNode answer = hub.postAndWait(interchange);
        return answer.path("transmission").asString();
    }

    // ---- what came of it
    // ----------------------------------------------------------------------------------------------

    private static String row(String sql, String id) {
        try (UnitOfWork unit = UnitOfWork.begin(hub.part(DataSource.class))) {
            long key = io.lading.tracking.RecordId.parse(id).orElseThrow();
            return String.valueOf(
                    unit.query(sql + "?", row -> row.getString(1), key).get(0));
        }
    }

    private static List<String> files(String folder, String text) {
        Path target = hub.folder.resolve("data/exchange").resolve(folder);
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(target)) {
            return found.filter(Files::isRegularFile)
                    .map(SplitTransmissionTest::read)
                    .filter(content -> content.contains(text))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // It was renamed meanwhile.
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 60 s").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
