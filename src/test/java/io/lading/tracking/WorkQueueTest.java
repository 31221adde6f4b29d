package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final RecordFixture record = new RecordFixture();

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void givesNoWorkToTwoWorkersAtOnce() {
        long id = record.receive("globex/orders-in", "ISA");
        try (UnitOfWork one = UnitOfWork.begin(record.database.dataSource());
                UnitOfWork other = UnitOfWork.begin(record.database.dataSource())) {
            assertThat(subjects(lock(one))).containsExactly(id);
            assertThat(lock(other)).isEmpty();
        }
    }

    @Test
    void givesTheWorkOfADeadWorkerToTheNextAtOnce() {
        long id = record.receive("globex/orders-in", "ISA");
        try (UnitOfWork dying = UnitOfWork.begin(record.database.dataSource())) {
            lock(dying);
        }
        try (UnitOfWork next = UnitOfWork.begin(record.database.dataSource())) {
            assertThat(subjects(lock(next))).containsExactly(id);
        }
    }

    @Test
    void servesAPartnerWithFewFilesBesideOneWithMany() {
        for (int i = 0; i < 40; i++) {
            record.receive("loud/in", "ISA" + i);
        }
        long quiet = record.receive("quiet/in", "ISA");
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            List<WorkQueue.Work> batch = WorkQueue.lock(unit, Hop.PROCESS, Lane.INTERACTIVE, 20, 1 << 20)
                    .works();
            assertThat(subjects(batch)).contains(quiet);
        }
    }

    @Test
    void letsNoPartnersLargeFilesTakeTheRoomOfAnothersSmallOne() {
        for (int i = 0; i < 4; i++) {
            record.receive("loud/in", "ISA".repeat(100) + i);
        }
        long quiet = record.receive("quiet/in", "ISA");
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            WorkQueue.Locked locked = WorkQueue.lock(unit, Hop.PROCESS, Lane.INTERACTIVE, 20, 700);

            assertThat(subjects(locked.works())).hasSize(3).contains(quiet);
            assertThat(locked.beyond()).isEqualTo(2);
        }
    }

    @Test
    void takesPiecesOfSplitTransmissionsInTurnsByTheirSenders() {
        long first = piece("loud/in", 1);
        long second = piece("loud/in", 2);
        long quiet = piece("quiet/in", 3);

        assertThat(served()).isEqualTo(first);
        assertThat(served()).isEqualTo(quiet);
        assertThat(served()).isEqualTo(first);
        record.finish(first, quiet);
        assertThat(served()).isEqualTo(second);
    }

    private long piece(String flow, int secondsAgo) {
        long id = record.node.ids().next();
        java.time.Instant ready = java.time.Instant.EPOCH.plusSeconds(secondsAgo);
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            unit.add(new WorkRow(id, Hop.TRANSLATE, Lane.BULK, flow, id, 10, 1L, 2L, null, id, null));
            unit.flush();
            unit.update("update work set ready_at = ? where id = ?", ready, id);
            unit.commit();
        }
        return id;
    }

    /** The piece that is taken next, which then waits as long as any. */
    private long served() {
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            long id = WorkQueue.lockPiece(unit, Lane.BULK).orElseThrow().id();
            unit.update("update work set ready_at = now() where id = ?", id);
            unit.commit();
            return id;
        }
    }

    @Test
    void sendsDocumentsOfOneOrderToOneDestinationOneAfterAnother() {
        long order = record.deliveryWork("erp/in", 7L, 1, null);
        long change = record.deliveryWork("erp/in", 7L, 2, null);
        long stranger = record.deliveryWork("erp/in", 8L, 3, null);

        assertThat(record.claim("erp/in")).containsExactly(order, stranger);
        assertThat(record.claim("erp/in")).isEmpty();
        record.finish(order);
        assertThat(record.claim("erp/in")).containsExactly(change);
    }

    @Test
    void sendsNothingInOrderPastOneThatIsTriedAgainUntilThatIsDeliveredOrGivenUp() {
        long first = record.deliveryWork("erp/in", 7L, 1, null);
        long second = record.deliveryWork("erp/in", 7L, 2, null);
        assertThat(record.claim("erp/in")).containsExactly(first);
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            record.queue.giveBack(unit, first, Duration.ofHours(1));
            unit.commit();
        }

        assertThat(record.claim("erp/in")).isEmpty();
        record.finish(first);
        assertThat(record.claim("erp/in")).containsExactly(second);
    }

    @Test
    void ordersByArrivalEvenIfTheChangeWasProcessedFirst() {
        long change = record.deliveryWork("erp/in", 7L, 20, null);
        long order = record.deliveryWork("erp/in", 7L, 10, null);

        assertThat(record.claim("erp/in")).containsExactly(order);
        record.finish(order);
        assertThat(record.claim("erp/in")).containsExactly(change);
    }

    @Test
    void letsNoChangeOvertakeAnOrderThatIsNotProcessedYet() {
        long arrivedFirst = record.receive("globex/orders-in", "the order");
        long change = record.deliveryWork("erp/in", 7L, arrivedFirst + 1, "globex/orders-in");

        assertThat(record.claim("erp/in")).isEmpty();
        record.finish(arrivedFirst);
        assertThat(record.claim("erp/in")).containsExactly(change);
    }

    @Test
    void takesOverTheClaimsOfADeadNodeAndSaysThatItsAttemptsAreUnknown() {
        long work = record.deliveryWork("erp/in", null, 1, null);
        Node dead = Node.join(record.database.dataSource(), "dead");
        WorkQueue itsQueue = new WorkQueue(record.database.dataSource(), dead);
        assertThat(itsQueue.claimDeliveries(Lane.INTERACTIVE, "erp/in", true, 10))
                .hasSize(1);

        assertThat(record.node.takeOverFromTheDead()).isEmpty();
        dead.close();
        assertThat(record.node.takeOverFromTheDead())
                .extracting(Node.TakenOver::pieces)
                .containsExactly(1);
        assertThat(record.claim("erp/in")).containsExactly(work);
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            assertThat(unit.query("select outcome from attempt order by ordinal", row -> row.getString(1)))
                    .containsExactly("UNKNOWN", "STARTED");
        }
    }

    private static List<WorkQueue.Work> lock(UnitOfWork unit) {
        return WorkQueue.lock(unit, Hop.PROCESS, Lane.INTERACTIVE, 10, 1 << 20).works();
    }

    private static List<Long> subjects(List<WorkQueue.Work> works) {
        return works.stream().map(WorkQueue.Work::subject).toList();
    }
}
