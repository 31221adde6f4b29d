package io.lading.routing;

import io.lading.mapping.AwaitedValue;
import io.lading.partner.Agreement;
import io.lading.partner.Community;
import io.lading.routing.process.Knowledge;
import io.lading.routing.process.KnowledgeBase;
import io.lading.tracking.Redo;
import io.lading.tracking.UnitOfWork;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets documents go on that waited for values of lookup tables, once these are there. What is waited for is locked while it
 * is looked at and deleted in the commit that makes the document go on, so it goes on once, whichever node sees it first.
 */
final class LookupRelease {
    private static final Logger log = LoggerFactory.getLogger(LookupRelease.class);
    private static final int MOST = 500;
    private static final String ACTOR = "lookups";
    /** What is still being processed can be done again only after its end. */
    private static final String AT_ITS_END =
            "not exists (select 1 from transmission t where t.id = transmission_id and t.state = 'RECEIVED')";

    private final DataSource dataSource;
    private final KnowledgeBase knowledge;
    private final Redoing redoing;
    private final Clock clock;

    LookupRelease(DataSource dataSource, KnowledgeBase knowledge, Redoing redoing, Clock clock) {
        this.dataSource = dataSource;
        this.knowledge = knowledge;
        this.redoing = redoing;
        this.clock = clock;
    }

    /** Somebody who waits. */
    private record Subject(
            @Nullable Long transmission, @Nullable Long delivery) {}

    private record Waiting(Subject subject, String agreement, AwaitedValue value) {}

    /** Looks at all that waits; called every second. */
    void release() {
        Map<Subject, List<Waiting>> bySubject = new LinkedHashMap<>();
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            waiting(unit, AT_ITS_END).forEach(waiting -> bySubject
                    .computeIfAbsent(waiting.subject(), subject -> new ArrayList<>())
                    .add(waiting));
        }
        if (bySubject.isEmpty()) {
            return;
        }
        Knowledge today = knowledge.today();
        bySubject.forEach((subject, waits) -> {
            if (waits.stream().allMatch(waiting -> isThere(today, waiting))) {
                goOn(subject);
            }
        });
    }

    /** An agreement that is gone cannot be asked: then a person decides. */
    private boolean isThere(Knowledge today, Waiting waiting) {
        Optional<Agreement> agreement = agreement(today.community(), waiting.agreement());
        if (agreement.isEmpty()) {
            return false;
        }
        LocalDate now = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return waiting.value().isIn(today.maps().lookups(agreement.get()).at(now));
    }

    private static Optional<Agreement> agreement(Community community, String id) {
        return community.agreements().stream()
                .filter(agreement -> agreement.id().equals(id))
                .findFirst();
    }

    private void goOn(Subject subject) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            String whose = subject.delivery() == null ? "transmission_id" : "delivery_id";
            Long id = subject.delivery() == null ? subject.transmission() : subject.delivery();
            if (id == null || waiting(unit, whose + " = " + id).isEmpty()) {
                return; // Another node has it, or had it.
            }
            unit.update("delete from lookup_wait where " + whose + " = ?", id);
            Redo.Result result = subject.delivery() == null
                    ? redoing.reprocess(unit, id, ACTOR)
                    : redoing.reEnvelope(unit, id, ACTOR);
            if (!(result instanceof Redo.Result.Done)) {
                log.warn("{}={} waited for lookup tables and cannot go on by itself: {}", whose, id, result);
                unit.commit(); // A person must look at it; it is not tried again.
            }
        }
    }

    private static List<Waiting> waiting(UnitOfWork unit, String where) {
        return unit.query(
                "select * from lookup_wait where " + where + " order by id limit " + MOST + " for update skip locked",
                row -> new Waiting(
                        new Subject(UnitOfWork.number(row, "transmission_id"), UnitOfWork.number(row, "delivery_id")),
                        row.getString("agreement"),
                        new AwaitedValue(
                                row.getString("name"),
                                row.getString("column_name"),
                                row.getString("value"),
                                row.getBoolean("read"),
                                row.getObject("day", LocalDate.class))));
    }
}
