package io.lading.tracking;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.FindingForm;
import io.lading.interchange.Position;
import io.lading.interchange.Usage;
import io.lading.operations.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record with what the stages would have written about a few transmissions, at 10:04:02 on the first of October, for
 * tests of finding and showing.
 */
public final class RecordedOrders implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-10-01T10:04:02.113Z");
    public static final String ORDER_JSON = "{\"document\":\"Order\",\"number\":\"PO-4711\"}";
    public static final String INTERCHANGE = """
            ISA*00*          *00*          *14*0123456789012  *ZZ*SUPPLIER01     *261001*1200*U*00401*000000905*0*P*>~
            GS*PO*GLOBEX*SUPPLIER*20261001*1200*17*X*004010~
            ST*850*0001~
            BEG*00*SA*PO-4711**20261002~
            PO1*1*1O*EA*9.95~
            SE*4*0001~
            GE*1*17~
            IEA*1*000000905~
            """;

    private final TestDatabase database = TestDatabase.fresh();
    private final Node node = Node.join(database.dataSource(), "test");
    private final Payloads payloads = new Payloads(node.ids(), 64 * 1024);
    public final Finder finder = new Finder(database.dataSource());

    public WorkList work() {
        return new WorkList(database.dataSource(), node.ids(), Clock.systemUTC());
    }

    public TestDatabase database() {
        return database;
    }

    /** What was written about one transmission, by ids. */
    public record Written(
            long transmission, long interchange, long group, long set, long document, long delivery, long carrier) {}

    /** What to write; the rest is as in the sketch of a good order. */
    public record Sample(
            String number,
            String controlNumber,
            TransmissionState transmission,
            InterchangeState interchange,
            GroupState group,
            SetState set,
            @Nullable DeliveryState delivery,
            @Nullable String reason,
            List<Finding> findings) {

        public static Sample delivered(String number, String controlNumber) {
            return new Sample(
                    number,
                    controlNumber,
                    TransmissionState.PROCESSED,
                    InterchangeState.ACCEPTED,
                    GroupState.ACCEPTED,
                    SetState.TRANSLATED,
                    DeliveryState.DELIVERED,
                    null,
                    List.of());
        }

        public static Sample rejected(String controlNumber) {
            Finding finding = quantityWithLetter(controlNumber);
            return new Sample(
                    "",
                    controlNumber,
                    TransmissionState.PROCESSED,
                    InterchangeState.REJECTED,
                    GroupState.REJECTED,
                    SetState.REJECTED,
                    null,
                    finding.sentence(),
                    List.of(finding));
        }

        public static Sample unrecognised(String controlNumber) {
            Finding finding = Finding.error(
                    FindingCode.SENDER_NOT_CARRIED,
                    Position.atOffset(0),
                    "a sender this connection may carry",
                    "<script>alert(1)</script>");
            return new Sample(
                    "",
                    controlNumber,
                    TransmissionState.UNRECOGNISED,
                    InterchangeState.UNRECOGNISED,
                    GroupState.UNRECOGNISED,
                    SetState.UNRECOGNISED,
                    null,
                    finding.message(),
                    List.of(finding));
        }

        public Sample delivery(DeliveryState state, String why) {
            return new Sample(number, controlNumber, transmission, interchange, group, set, state, why, findings);
        }

        public Sample states(TransmissionState one, InterchangeState two, SetState three) {
            return new Sample(number, controlNumber, one, two, group, three, null, reason, findings);
        }
    }

    public static Finding quantityWithLetter(String controlNumber) {
        Position position = new Position(
                "orders.edi", controlNumber, "17", "0001", "850", "PO1", 3, 2, 0, 0, "quantity ordered", 300);
        return Finding.error(FindingCode.NUMBER_MALFORMED, position, "a number", "1O");
    }

    public Written write(Sample sample) {
        return write(sample, "globex", "globex/orders-in", "orders-" + sample.controlNumber() + ".edi");
    }

    public Written write(Sample sample, String partner, String connection, String fileName) {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            Written ids = new Written(id(), id(), id(), id(), id(), id(), id());
            Payloads.Kept wire =
                    keep(unit, INTERCHANGE.replace("000000905", sample.controlNumber()), "application/edi-x12");
            unit.add(transmission(
                    ids.transmission(), Direction.IN, sample.transmission(), partner, connection, fileName, wire));
            unit.add(interchange(ids, sample));
            unit.add(group(ids, sample));
            unit.add(set(ids, sample));
            if (sample.delivery() != null) {
                document(unit, ids, sample, partner);
            }
            acknowledgement(unit, ids, sample);
            unit.flush();
            unit.update(
                    "update transmission set reason = ?, usage = 'PRODUCTION', completed_at = ? where id = ?",
                    sample.reason(),
                    at(30),
                    ids.transmission());
            unit.commit();
            return ids;
        }
    }

    private static InterchangeRow interchange(Written ids, Sample sample) {
        return new InterchangeRow(
                ids.interchange(),
                ids.transmission(),
                Direction.IN,
                1,
                sample.interchange(),
                "X12",
                "14",
                "0123456789012  ",
                "ZZ",
                "SUPPLIER01     ",
                sample.controlNumber(),
                Usage.PRODUCTION,
                "00401",
                "261001",
                "1200",
                new byte[] {'*', '>', 0, '~', 0, '.'},
                0,
                INTERCHANGE.length(),
                null,
                sample.interchange() == InterchangeState.REPEATED ? ids.group() : null,
                null,
                START);
    }

    private static GroupRow group(Written ids, Sample sample) {
        return new GroupRow(
                ids.group(),
                ids.interchange(),
                Direction.IN,
                1,
                sample.group(),
                "PO",
                "GLOBEX",
                "SUPPLIER",
                "17",
                "004010",
                1,
                null);
    }

    private static SetRow set(Written ids, Sample sample) {
        boolean known = sample.set() != SetState.UNRECOGNISED;
        boolean translated = sample.set() == SetState.TRANSLATED;
        int reached = translated ? 9 : known ? 5 : 2;
        int start = INTERCHANGE.indexOf("ST*850");
        return new SetRow(
                ids.set(),
                ids.group(),
                ids.interchange(),
                ids.transmission(),
                Direction.IN,
                1,
                sample.set(),
                "850",
                "0001",
                "004010",
                known ? "globex/receives-order" : null,
                start,
                INTERCHANGE.indexOf("GE*1"),
                sample.reason(),
                FindingForm.write(sample.findings(), 100),
                stageTimes(reached),
                at(20));
    }

    private static String stageTimes(int reached) {
        int[] after = {0, 4, 5, 6, 7, 8, 10, 12, 13};
        return Arrays.stream(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8})
                .mapToObj(stage -> stage < reached ? at(after[stage]).toString() : "NULL")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void document(UnitOfWork unit, Written ids, Sample sample, String partner) {
        Payloads.Kept json = keep(unit, ORDER_JSON.replace("PO-4711", sample.number()), "application/json");
        Finding unused = Finding.warning(
                FindingCode.ELEMENT_NOT_USED,
                new Position(null, null, null, null, null, "REF", 3, 2, 0, 0, null, 200),
                "a rule",
                "6679");
        unit.add(new DocumentRow(
                ids.document(),
                ids.set(),
                ids.transmission(),
                1,
                "Order",
                sample.number(),
                List.of(sample.number(), "CT-" + sample.controlNumber()),
                "original",
                partner,
                "globex/receives-order",
                Usage.PRODUCTION,
                "2026-10-02",
                "USD",
                10,
                new BigDecimal("84212.50"),
                json.id(),
                "x12/850-order",
                "abc",
                "def",
                "ghi",
                FindingForm.write(List.of(unused), 10),
                at(20)));
        DeliveryState state = sample.delivery() == null ? DeliveryState.READY : sample.delivery();
        Payloads.Kept xml = keep(unit, "<order>" + sample.number() + "</order>", "application/xml");
        boolean sent = state != DeliveryState.HELD && state != DeliveryState.WAITING;
        unit.add(new DeliveryRow(
                ids.delivery(),
                ids.document(),
                sent ? ids.carrier() : null,
                null,
                "initech",
                "initech/erp",
                "initech/sends-order",
                state,
                "xml/initech-order",
                "xyz",
                sample.reason(),
                null,
                at(20)));
        if (sent) {
            carrier(unit, ids.carrier(), state, xml);
        }
    }

    private void carrier(UnitOfWork unit, long id, DeliveryState state, Payloads.Kept bytes) {
        TransmissionState of =
                switch (state) {
                    case DELIVERED -> TransmissionState.SENT;
                    case RETRYING -> TransmissionState.RETRYING;
                    case UNKNOWN -> TransmissionState.UNKNOWN;
                    case GIVEN_UP -> TransmissionState.GIVEN_UP;
                    case WAITING, READY, HELD -> TransmissionState.READY;
                };
        unit.add(transmission(id, Direction.OUT, of, "initech", "initech/erp", null, bytes));
        if (state != DeliveryState.READY) {
            boolean done = state == DeliveryState.DELIVERED;
            Outcome outcome = done ? Outcome.DELIVERED : Outcome.TRANSIENT;
            String answer = done ? "HTTP 201 sales order SO-20077" : "HTTP 503 down for maintenance";
            unit.add(new AttemptRow(id(), id, 1, 0, outcome, answer, at(41)));
            unit.flush();
            unit.update("update attempt set started_at = ? where transmission_id = ?", at(25), id);
        }
    }

    private void acknowledgement(UnitOfWork unit, Written ids, Sample sample) {
        boolean answered =
                sample.interchange() == InterchangeState.ACCEPTED || sample.interchange() == InterchangeState.REJECTED;
        if (!answered) {
            return;
        }
        AcknowledgementStatus status = sample.interchange() == InterchangeState.ACCEPTED
                ? AcknowledgementStatus.ACCEPTED
                : AcknowledgementStatus.REJECTED;
        long carrier = id();
        long interchange = id();
        Payloads.Kept bytes = keep(unit, "ISA*…997…~", "application/edi-x12");
        unit.add(
                transmission(carrier, Direction.OUT, TransmissionState.SENT, "globex", "globex/acks-out", null, bytes));
        unit.add(new AcknowledgementRow(
                id(), Direction.OUT, "997", status, null, ids.group(), null, interchange, carrier, null, at(20)));
    }

    /** Adds an outbound transmission or what else a test needs. */
    public void add(Row... rows) {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            Arrays.stream(rows).forEach(unit::add);
            unit.commit();
        }
    }

    public void update(String sql, @Nullable Object... values) {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            unit.update(sql, values);
            unit.commit();
        }
    }

    private TransmissionRow transmission(
            long id,
            Direction direction,
            TransmissionState state,
            String partner,
            String connection,
            @Nullable String fileName,
            Payloads.Kept bytes) {
        return new TransmissionRow(
                id,
                direction,
                state,
                Lane.INTERACTIVE,
                partner,
                connection,
                "token of " + connection,
                "http",
                null,
                "X12",
                "application/edi-x12",
                direction == Direction.IN ? "key-" + id : RecordId.text(id),
                fileName,
                "127.0.0.1",
                bytes.size(),
                bytes.sha256(),
                bytes.id(),
                bytes.id(),
                null,
                null,
                START);
    }

    private Payloads.Kept keep(UnitOfWork unit, String text, String mediaType) {
        return payloads.keep(unit, text.getBytes(StandardCharsets.UTF_8), mediaType);
    }

    public long id() {
        return node.ids().next();
    }

    public static Instant at(int millisAfterStart) {
        return START.plusMillis(millisAfterStart);
    }

    @Override
    public void close() {
        node.close();
        database.close();
    }
}
