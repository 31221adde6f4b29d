package io.lading.routing.deliver;

import io.lading.configuration.RetryPolicy;
import io.lading.interchange.Usage;
import io.lading.partner.Community;
import io.lading.partner.SendingAgreement;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.DeliveryState;
import io.lading.tracking.Outcome;
import io.lading.tracking.RecordId;
import io.lading.tracking.TransmissionState;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WorkQueue;
import io.lading.tracking.WorkQueue.Work;
import io.lading.tracking.measure.BusinessCounts;
import io.lading.transport.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what came of a claim in one commit: states, attempts, retries to come, answers now owed, events. */
public final class Outcomes {
    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

    private final DataSource dataSource;
    private final WorkQueue queue;
    private final Supplier<Community> community;
    private final Events events;
    private final RetryPolicy usualRetry;
    private final Clock clock;
    private final BusinessCounts counts;

    /** @param usualRetry for what goes out without an agreement of its own: acknowledgements */
    public Outcomes(
            DataSource dataSource,
            WorkQueue queue,
            Supplier<Community> community,
            Events events,
            RetryPolicy usualRetry,
            Clock clock,
            BusinessCounts counts) {
        this.dataSource = dataSource;
        this.queue = queue;
        this.community = community;
        this.events = events;
        this.usualRetry = usualRetry;
        this.clock = clock;
        this.counts = counts;
    }

    /** What a transmission carries, as far as its outcome needs it. */
    private record Carried(
            long transmission,
            Duration sinceFirstTry,
            @Nullable String agreement,
            @Nullable Long document,
            @Nullable String documentType,
            @Nullable String number,
            @Nullable String receivedUnder,
            @Nullable String partner,
            @Nullable Usage usage,
            long origin,
            @Nullable String originFlow) {}

    void write(List<Work> claimed, List<Sent> sent) {
        Map<Long, Sent> answers = new HashMap<>();
        sent.forEach(answer -> answers.put(answer.transmissionId(), answer));
        Instant now = clock.instant();
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            Map<Long, Carried> carried = load(unit, claimed);
            Updates updates = new Updates(now);
            for (Work work : claimed) {
                Sent answer = answers.getOrDefault(
                        work.subject(),
                        Sent.failed(work.subject(), Outcome.UNKNOWN, "The connector did not say what became of it."));
                judge(unit, work, carried.get(work.subject()), answer, updates);
            }
            updates.write(unit, queue);
            CrashPoints.reach("before-outcome-commit");
            unit.commit();
            CrashPoints.reach("after-outcome-commit");
            claimed.forEach(work -> count(work, answers.get(work.subject())));
        }
    }

    private void count(Work work, @Nullable Sent answer) {
        Outcome outcome = answer == null ? Outcome.UNKNOWN : answer.outcome();
        counts.count(BusinessCounts.What.DELIVERIES, work.partner(), outcome, 1);
    }

    private void judge(UnitOfWork unit, Work work, @Nullable Carried carried, Sent answer, Updates updates) {
        updates.attempt(work, answer);
        switch (answer.outcome()) {
            case DELIVERED -> {
                updates.done(work, TransmissionState.SENT, DeliveryState.DELIVERED, null);
                if (carried != null) {
                    tell(unit, carried, answer, updates.now);
                }
            }
            case PERMANENT -> giveUp(work, answer.answer(), updates);
            case TRANSIENT, UNKNOWN, STARTED -> again(work, carried, answer, updates);
        }
    }

    private void again(Work work, @Nullable Carried carried, Sent answer, Updates updates) {
        RetryPolicy retry = retry(carried);
        Duration sinceFirstTry = carried == null ? Duration.ZERO : carried.sinceFirstTry();
        if (sinceFirstTry.compareTo(retry.giveUpAfter()) > 0) {
            giveUp(work, "Given up after " + work.attempts() + " tries. The last: " + answer.answer(), updates);
            return;
        }
        Duration wait = retry.waitAfter(work.attempts(), ThreadLocalRandom.current());
        if (answer.notBefore() != null && answer.notBefore().compareTo(wait) > 0) {
            wait = answer.notBefore();
        }
        boolean unknown = answer.outcome() != Outcome.TRANSIENT;
        updates.retry(
                work,
                unknown ? TransmissionState.UNKNOWN : TransmissionState.RETRYING,
                unknown ? DeliveryState.UNKNOWN : DeliveryState.RETRYING,
                answer.answer(),
                wait);
    }

    private static void giveUp(Work work, String why, Updates updates) {
        log.warn(
                "transmission={} destination={} state=GIVEN_UP reason=\"{}\"",
                RecordId.text(work.subject()),
                work.flow(),
                why);
        updates.done(work, TransmissionState.GIVEN_UP, DeliveryState.GIVEN_UP, why);
    }

    private RetryPolicy retry(@Nullable Carried carried) {
        if (carried == null || carried.agreement() == null) {
            return usualRetry;
        }
        return community
                .get()
                .sendingAgreement(carried.agreement())
                .map(SendingAgreement::retry)
                .orElse(usualRetry);
    }

    /** Subscribers hear of a document's delivery, not of an event's. */
    private void tell(UnitOfWork unit, Carried carried, Sent answer, Instant now) {
        if (carried.document() == null || carried.number() == null || carried.receivedUnder() == null) {
            return;
        }
        Community current = community.get();
        boolean isEvent = current.sendingAgreement(String.valueOf(carried.agreement()))
                .filter(agreement -> agreement.document().equals("Event"))
                .isPresent();
        List<SendingAgreement> subscriptions = current.eventSubscriptions();
        if (isEvent || subscriptions.isEmpty()) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("number", carried.number());
        data.put("to", String.valueOf(carried.partner()));
        data.put("answer", answer.answer());
        data.put("transmission", RecordId.text(carried.transmission()));
        events.tell(
                unit,
                current,
                subscriptions,
                new Events.Step(
                        "delivered",
                        carried.document(),
                        String.valueOf(carried.documentType()),
                        carried.number(),
                        carried.usage() == null ? Usage.PRODUCTION : carried.usage(),
                        data,
                        carried.origin(),
                        String.valueOf(carried.originFlow())),
                now);
    }

    /** An answer that was given up and is asked for again is tried from the first time on anew; the last first one counts. */
    private static Map<Long, Carried> load(UnitOfWork unit, List<Work> claimed) {
        Map<Long, Carried> found = new HashMap<>();
        unit.query(
                """
                select t.id, t.usage,
                    (select extract(epoch from now() - max(a.started_at)) from attempt a
                        where a.transmission_id = t.id and a.ordinal = 1) as since_first_try, t.partner, v.agreement, d.id as document, d.type, d.number,
                    d.agreement as received_under, w.origin, w.origin_flow
                from transmission t
                left join work w on w.subject = t.id and w.id = any(?)
                left join lateral (select * from delivery where transmission_id = t.id order by id limit 1) v on true
                left join document d on d.id = v.document_id
                where t.id = any(?)""",
                row -> {
                    String usage = row.getString("usage");
                    return found.put(
                            row.getLong("id"),
                            new Carried(
                                    row.getLong("id"),
                                    Duration.ofMillis((long) (row.getDouble("since_first_try") * 1000)),
                                    row.getString("agreement"),
                                    UnitOfWork.number(row, "document"),
                                    row.getString("type"),
                                    row.getString("number"),
                                    row.getString("received_under"),
                                    row.getString("partner"),
                                    usage == null ? null : Usage.valueOf(usage),
                                    row.getLong("origin"),
                                    row.getString("origin_flow")));
                },
                claimed.stream().map(Work::id).toArray(Long[]::new),
                claimed.stream().map(Work::subject).toArray(Long[]::new));
        return found;
    }

    /** The statements of one commit, each for all of its rows: hundreds of small ones cost more than what they do. */
    private static final class Updates {
        private final Instant now;
        private final List<Work> tried = new ArrayList<>();
        private final List<Sent> answers = new ArrayList<>();
        private final List<State> states = new ArrayList<>();
        private final List<Long> finished = new ArrayList<>();
        private final Map<Long, Duration> later = new HashMap<>();
        private final List<Long> sent = new ArrayList<>();

        /** @param ended whether it will not change by itself any more */
        private record State(
                long id,
                TransmissionState transmission,
                DeliveryState delivery,
                @Nullable String why,
                boolean ended) {}

        Updates(Instant now) {
            this.now = now;
        }

        void attempt(Work work, Sent answer) {
            tried.add(work);
            answers.add(answer);
        }

        void done(Work work, TransmissionState state, DeliveryState delivery, @Nullable String why) {
            states.add(new State(work.subject(), state, delivery, why, true));
            finished.add(work.id());
            if (state == TransmissionState.SENT) {
                sent.add(work.subject());
            }
        }

        void retry(Work work, TransmissionState state, DeliveryState delivery, String why, Duration wait) {
            states.add(new State(work.subject(), state, delivery, why, false));
            later.put(work.id(), wait);
        }

        void write(UnitOfWork unit, WorkQueue queue) {
            unit.update(
                    """
                    update attempt a set outcome = n.outcome, answer = n.answer, ended_at = now()
                    from unnest(?::bigint[], ?::integer[], ?::text[], ?::text[]) as n(id, ordinal, outcome, answer)
                    where a.transmission_id = n.id and a.ordinal = n.ordinal""",
                    tried.stream().map(Work::subject).toArray(Long[]::new),
                    tried.stream().map(Work::attempts).toArray(Integer[]::new),
                    answers.stream().map(answer -> answer.outcome().name()).toArray(String[]::new),
                    answers.stream().map(answer -> text(answer.answer())).toArray(String[]::new));
            writeStates(unit);
            // The time to answer runs from the moment the partner has it.
            unit.update("""
                    update expectation set due_at = ?::timestamptz + coalesce(owed_within, due_at - created_at)
                    where state = 'OPEN' and transmission_id = any(?)""", now, sent.toArray(new Long[0]));
            queue.finish(unit, finished);
            later.forEach((work, wait) -> queue.giveBack(unit, work, wait));
        }

        private void writeStates(UnitOfWork unit) {
            Long[] ids = states.stream().map(State::id).toArray(Long[]::new);
            String[] reasons = states.stream()
                    .map(state -> state.why() == null ? null : text(state.why()))
                    .toArray(String[]::new);
            Boolean[] ended = states.stream().map(State::ended).toArray(Boolean[]::new);
            unit.update(
                    """
                    update transmission t set state = n.state, reason = n.reason,
                        completed_at = case when n.ended then ?::timestamptz end
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::boolean[]) as n(id, state, reason, ended)
                    where t.id = n.id""",
                    now,
                    ids,
                    states.stream().map(state -> state.transmission().name()).toArray(String[]::new),
                    reasons,
                    ended);
            unit.update(
                    """
                    update delivery d set state = n.state, reason = coalesce(n.reason, d.reason),
                        completed_at = case when n.ended then ?::timestamptz end
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::boolean[]) as n(id, state, reason, ended)
                    where d.transmission_id = n.id""",
                    now,
                    ids,
                    states.stream().map(state -> state.delivery().name()).toArray(String[]::new),
                    reasons,
                    ended);
        }

        /** PostgreSQL's texts cannot hold NUL; partners' answers can. */
        private static String text(String answer) {
            return answer.replace('\0', '\uFFFD');
        }
    }
}
