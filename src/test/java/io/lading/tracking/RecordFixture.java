package io.lading.tracking;

import io.lading.operations.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of its own with one node, and what tests say about it. */
final class RecordFixture implements AutoCloseable {
    final TestDatabase database = TestDatabase.fresh();
    final Node node = Node.join(database.dataSource(), "test");
    final Payloads payloads = new Payloads(node.ids(), 64 * 1024);
    final WorkQueue queue = new WorkQueue(database.dataSource(), node);
    final List<String> wakes = Collections.synchronizedList(new ArrayList<>());
    final Inbox inbox = new Inbox(
            database.dataSource(), node, payloads, (hop, lane) -> wakes.add(hop + " " + lane), Clock.systemUTC(), 1);

    static Reception reception(String connection, @Nullable String key, String body) {
        return Reception.of(
                connection,
                "globex",
                "test",
                "http",
                key,
                null,
                null,
                "application/edi-x12",
                body.getBytes(StandardCharsets.UTF_8));
    }

    long receive(String connection, String body) {
        return ((Receipt.Accepted) inbox.receive(reception(connection, null, body))).transmissionId();
    }

    /** A piece of delivery work that stands for an outbound transmission. */
    long deliveryWork(String destination, @Nullable Long orderKey, long origin, @Nullable String originFlow) {
        long id = node.ids().next();
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            unit.add(new WorkRow(
                    id, Hop.DELIVER, Lane.INTERACTIVE, destination, id, 10, null, null, orderKey, origin, originFlow));
            unit.commit();
        }
        return id;
    }

    List<Long> claim(String destination) {
        return queue.claimDeliveries(Lane.INTERACTIVE, destination, true, 100).stream()
                .map(WorkQueue.Work::id)
                .toList();
    }

    void finish(Long... ids) {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            queue.finish(unit, List.of(ids));
            unit.commit();
        }
    }

    @Override
    public void close() {
        inbox.close();
        node.close();
        database.close();
    }
}
