package io.lading.routing.process;

import io.lading.acknowledgement.AcknowledgementMatch;
import io.lading.acknowledgement.AcknowledgementMatch.Matched;
import io.lading.acknowledgement.AcknowledgementMatch.Orphan;
import io.lading.acknowledgement.AcknowledgementMatch.SetAnswer;
import io.lading.acknowledgement.AcknowledgementMatching;
import io.lading.acknowledgement.AcknowledgementReader;
import io.lading.acknowledgement.Answer;
import io.lading.acknowledgement.ApplicationAdvice;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.acknowledgement.ApplicationAdviceReader;
import io.lading.acknowledgement.Disposition;
import io.lading.acknowledgement.ErrorMessageReader;
import io.lading.acknowledgement.InterchangeAcknowledgement;
import io.lading.acknowledgement.ReceivedAcknowledgement;
import io.lading.acknowledgement.ReceivedSyntaxReport;
import io.lading.acknowledgement.SyntaxReport;
import io.lading.acknowledgement.SyntaxReportReader;
import io.lading.interchange.InterchangeHeader;
import io.lading.routing.process.AdvisedSets.Advised;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.AcknowledgementRow;
import io.lading.tracking.AcknowledgementStatus;
import io.lading.tracking.Direction;
import io.lading.tracking.EventRow;
import io.lading.tracking.Ids;
import io.lading.tracking.RecordId;
import io.lading.tracking.SetState;
import io.lading.tracking.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Matches received acknowledgements to what they answer. Every one is kept; of several about the same thing the worse
 * holds until a person decides. A refusal is shown and nothing is sent again by itself.
 */
public final class ReconcileStage {
    private static final List<String> FUNCTIONAL = List.of("997", "999", SyntaxReport.MESSAGE_TYPE);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An event tells so many reasons; the acknowledgement itself is kept whole. */
    private static final int MOST_REASONS = 5;

    /** Of a refused group so many documents are told one by one. */
    private static final int MOST_REFUSED = 200;

    private final Ids ids;
    private final Clock clock;

    public ReconcileStage(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The stage: called once for a batch. */
    public void reconcile(Batch batch) {
        SentRecord sent = new SentRecord(batch.unit());
        batch.open().forEach(transmission -> {
            for (InboundInterchange interchange : transmission.interchanges()) {
                boolean heard = !interchange.isStopped();
                if (heard) {
                    interchange
                            .interchangeAcknowledgements()
                            .forEach(segment -> reconcile(batch, sent, transmission, interchange, segment));
                }
            }
        });
        batch.openSets().toList().forEach(set -> {
            SegmentTable table = set.table();
            if (table == null) {
                return;
            }
            if (isAdvice(set)) {
                reconcileAdvice(batch, set, table);
            } else if (AcknowledgeStage.isAcknowledgement(set.identification())) {
                reconcile(batch, sent, set, table);
            }
        });
    }

    private static boolean isAdvice(InboundSet set) {
        return ApplicationAdvice.SET_TYPE.equals(set.header().type())
                || ErrorMessageReader.MESSAGE_TYPE.equals(set.header().type());
    }

    /** What an application made of documents; it closes no expectation of a syntax acknowledgement. */
    private void reconcileAdvice(Batch batch, InboundSet set, SegmentTable table) {
        String kind = set.header().type();
        ApplicationAdvice advice = kind.equals(ApplicationAdvice.SET_TYPE)
                ? ApplicationAdviceReader.read(table)
                : ErrorMessageReader.read(table);
        AdvisedSets sets = new AdvisedSets(batch.unit(), batch.knowledge().guides());
        String partner = String.valueOf(set.transmission().facts().partner());
        Map<Advised, Verdict> answered = new LinkedHashMap<>();
        for (Verdict verdict : advice.verdicts()) {
            sets.find(verdict, set.group().interchange().header(), partner)
                    .ifPresent(advised -> answered.merge(advised, verdict, Verdict::and));
        }
        answered.forEach((advised, verdict) -> advised(batch, set, advised, verdict, sets));
        boolean orphan = answered.isEmpty();
        if (orphan) {
            AcknowledgementStatus status = advice.verdicts().isEmpty()
                    ? AcknowledgementStatus.UNKNOWN
                    : status(advice.verdicts().get(0).disposition());
            keep(batch, set, kind, status, null, null, null, advice);
        }
        if (set.agreement() != null) {
            return; // An agreement has it delivered as well.
        }
        if (orphan) {
            set.end(SetState.ORPHAN, "We sent nothing that this " + kind + " names.");
        } else {
            set.end(SetState.MATCHED, null);
        }
    }

    private void advised(Batch batch, InboundSet set, Advised advised, Verdict verdict, AdvisedSets sets) {
        String kind = set.header().type();
        keep(batch, set, kind, status(verdict.disposition()), null, advised.group(), advised.set(), verdict);
        settle(
                batch.unit(),
                verdict.disposition() == Disposition.REJECTED,
                set.transmission().id(),
                kind,
                "group_id",
                advised.group(),
                clock.instant());
        if (verdict.disposition() == Disposition.REJECTED) {
            String what = advised.number().isEmpty() ? "what we sent" : "document " + advised.number();
            batch.unit()
                    .add(new EventRow(
                            ids.next(),
                            "advice.rejected",
                            "partner",
                            advised.transmission(),
                            advised.document(),
                            "The partner's application refused " + what + " by " + kind
                                    + "; correct it and send it again." + sets.reasons(advised, verdict, MOST_REASONS),
                            clock.instant()));
        }
    }

    private void reconcile(Batch batch, SentRecord sent, InboundSet set, SegmentTable table) {
        if (set.header().type().equals(SyntaxReport.MESSAGE_TYPE)) {
            reconcileReport(batch, sent, set, SyntaxReportReader.read(table));
            return;
        }
        ReceivedAcknowledgement received = AcknowledgementReader.functional(table);
        AcknowledgementMatch match =
                AcknowledgementMatching.match(received, set.group().header(), sent);
        if (match instanceof Orphan orphan) {
            keep(batch, set, set.header().type(), status(received.status()), null, null, null, received);
            set.end(SetState.ORPHAN, orphan.reason());
            return;
        }
        matched(batch, set, (Matched) match, status(received.status()), received, true);
        set.end(SetState.MATCHED, null);
    }

    /** A CONTRL answers all groups of an interchange at once; a mere receipt (action 8) leaves the answer owed. */
    private void reconcileReport(Batch batch, SentRecord sent, InboundSet set, ReceivedSyntaxReport received) {
        AcknowledgementStatus status =
                switch (received.verdict()) {
                    case ACCEPTED -> AcknowledgementStatus.ACCEPTED;
                    case REJECTED -> AcknowledgementStatus.REJECTED;
                    case RECEIVED -> AcknowledgementStatus.UNKNOWN;
                };
        InterchangeHeader carrying = set.group().interchange().header();
        Optional<List<Matched>> found = AcknowledgementMatching.match(received, carrying, sent);
        if (found.isEmpty()) {
            keep(batch, set, set.header().type(), status, null, null, null, received);
            set.end(
                    SetState.ORPHAN,
                    "We sent no interchange " + received.interchangeReference() + " from " + carrying.receiver()
                            + " to " + carrying.sender() + ".");
            return;
        }
        boolean closes = received.verdict() != ReceivedSyntaxReport.Verdict.RECEIVED;
        found.get().forEach(group -> matched(batch, set, group, status, received, closes));
        set.end(SetState.MATCHED, null);
    }

    private void matched(
            Batch batch,
            InboundSet set,
            Matched matched,
            AcknowledgementStatus status,
            Object received,
            boolean closes) {
        String kind = set.header().type();
        long group = id(matched.group().id());
        keep(batch, set, kind, status, null, group, null, received);
        if (!closes) {
            return;
        }
        for (SetAnswer answer : matched.sets()) {
            if (answer.answer() != Answer.ACCEPTED) {
                Object detail = answer.detail().orElse(null);
                keep(
                        batch,
                        set,
                        kind,
                        status(answer.answer()),
                        null,
                        group,
                        id(answer.set().id()),
                        detail);
            }
        }
        Answer worst = matched.sets().stream()
                .map(SetAnswer::answer)
                .reduce(Answer.ACCEPTED, (one, other) -> one == Answer.UNKNOWN ? other : one.and(other));
        close(batch, set.transmission().id(), worst == Answer.REJECTED, group, matched);
    }

    private void reconcile(
            Batch batch,
            SentRecord sent,
            InboundTransmission transmission,
            InboundInterchange interchange,
            SegmentTable segment) {
        InterchangeAcknowledgement received = AcknowledgementReader.interchange(segment);
        Optional<String> answered = AcknowledgementMatching.match(received, interchange.header(), sent);
        Instant now = clock.instant();
        batch.unit()
                .add(new AcknowledgementRow(
                        ids.next(),
                        Direction.IN,
                        "TA1",
                        status(received.disposition()),
                        answered.map(ReconcileStage::id).orElse(null),
                        null,
                        null,
                        interchange.id(),
                        transmission.id(),
                        JSON.writeValueAsString(received),
                        now));
        if (answered.isPresent()) {
            settle(
                    batch.unit(),
                    received.disposition() == Disposition.REJECTED,
                    interchange.id(),
                    "TA1",
                    "interchange_id",
                    id(answered.get()),
                    now);
        }
    }

    private void keep(
            Batch batch,
            InboundSet carrier,
            String kind,
            AcknowledgementStatus status,
            @Nullable Long interchange,
            @Nullable Long group,
            @Nullable Long set,
            @Nullable Object detail) {
        batch.unit()
                .add(new AcknowledgementRow(
                        ids.next(),
                        Direction.IN,
                        kind,
                        status,
                        interchange,
                        group,
                        set,
                        carrier.group().interchange().id(),
                        carrier.transmission().id(),
                        detail == null ? null : JSON.writeValueAsString(detail),
                        clock.instant()));
    }

    private void close(Batch batch, long carrier, boolean rejected, long group, Matched matched) {
        Instant now = clock.instant();
        // A partner who owes a 997 and sends a 999 has answered, and the other way round.
        for (String kind : FUNCTIONAL) {
            settle(batch.unit(), rejected, carrier, kind, "group_id", group, now);
        }
        if (rejected) {
            refused(batch, group, matched, now);
        }
    }

    /** Each set refused is told with the document it carries. */
    private void refused(Batch batch, long group, Matched matched, Instant now) {
        record Carried(long transmission, @Nullable Long document) {}
        RefusedSets refused = new RefusedSets(batch.unit(), batch.knowledge().guides());
        matched.sets().stream()
                .filter(answer -> answer.answer() == Answer.REJECTED)
                .limit(MOST_REFUSED)
                .forEach(answer -> batch.unit()
                        .query(
                                """
                                select s.transmission_id, v.document_id from transaction_set s
                                left join delivery v on v.set_id = s.id where s.id = ?""",
                                row -> new Carried(row.getLong(1), row.getObject(2, Long.class)),
                                id(answer.set().id()))
                        .forEach(carried -> batch.unit()
                                .add(new EventRow(
                                        ids.next(),
                                        "acknowledgement.rejected",
                                        "partner",
                                        carried.transmission(),
                                        carried.document(),
                                        "The partner refused what we sent in group " + RecordId.text(group)
                                                + "; correct it and send it again." + reasons(refused, answer),
                                        now))));
    }

    /** Where in what we sent the partner found something wrong, as it goes on behind a sentence. */
    private static String reasons(RefusedSets refused, SetAnswer answer) {
        return answer.detail().stream()
                .flatMap(detail -> refused.trace(id(answer.set().id()), detail).stream())
                .limit(MOST_REASONS)
                .map(finding -> " " + finding.position() + ": expected " + finding.expected() + ", found "
                        + (finding.found().isEmpty() ? "nothing" : '"' + finding.found() + '"') + ".")
                .collect(Collectors.joining());
    }

    /** What was refused stays refused, whatever comes later. */
    private static void settle(
            UnitOfWork unit, boolean rejected, long metBy, String kind, String column, long answered, Instant now) {
        unit.update(
                "update expectation set state = ?, met_by = ?, closed_at = ? where " + column
                        + " = ? and kind = ? and state <> 'REJECTED' and (state <> 'MET' or ?)",
                rejected ? "REJECTED" : "MET",
                metBy,
                now,
                answered,
                kind,
                rejected);
    }

    private static long id(String text) {
        return RecordId.parse(text).orElseThrow();
    }

    private static AcknowledgementStatus status(Disposition disposition) {
        return switch (disposition) {
            case ACCEPTED -> AcknowledgementStatus.ACCEPTED;
            case ACCEPTED_WITH_ERRORS -> AcknowledgementStatus.ACCEPTED_WITH_ERRORS;
            case PARTIALLY_ACCEPTED -> AcknowledgementStatus.PARTIALLY_ACCEPTED;
            case REJECTED -> AcknowledgementStatus.REJECTED;
        };
    }

    private static AcknowledgementStatus status(Answer answer) {
        return switch (answer) {
            case UNKNOWN -> AcknowledgementStatus.UNKNOWN;
            case ACCEPTED -> AcknowledgementStatus.ACCEPTED;
            case ACCEPTED_WITH_ERRORS -> AcknowledgementStatus.ACCEPTED_WITH_ERRORS;
            case REJECTED -> AcknowledgementStatus.REJECTED;
        };
    }
}
