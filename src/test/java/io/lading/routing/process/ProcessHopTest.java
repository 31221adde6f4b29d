package io.lading.routing.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.Environment;
import io.lading.operations.TestDatabase;
import io.lading.partner.Community;
import io.lading.tracking.Inbox;
import io.lading.tracking.Lane;
import io.lading.tracking.Node;
import io.lading.tracking.Payloads;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.UnitOfWork;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of work that fails: what is at fault itself is set aside, and what met a bad moment is tried again. */
class ProcessHopTest {
    private static final int MOST_LOOKS = 30;
    private static final ProcessHop.Limits LIMITS = new ProcessHop.Limits(100, 1 << 20, 100, 1 << 20);

    private final TestDatabase database = TestDatabase.fresh();
    private final Node node = Node.join(database.dataSource(), "test");
    private final Inbox inbox = new Inbox(
            database.dataSource(), node, new Payloads(node.ids(), 1024), (hop, lane) -> {}, Clock.systemUTC(), 1);
    private final List<Integer> batchSizes = new ArrayList<>();

    @AfterEach
    void close() {
        inbox.close();
        node.close();
        database.close();
    }

    @Test
    void setsAsideTheOneOfABatchThatIsAtFaultAndTakesTheOthersThrough() {
        Set<Long> sound = new HashSet<>(List.of(receive("1"), receive("2"), receive("3")));
        long faulty = receive("4");
        sound.add(receive("5"));

        workUntilNothingIsLeft(hop(batch -> {
            if (ids(batch).contains(faulty)) {
                throw new IllegalStateException("no map can do this");
            }
            finish(batch);
        }));

        assertThat(batchSizes.get(0)).isEqualTo(5);
        assertThat(inState("QUARANTINED")).containsExactly(faulty);
        assertThat(inState("PROCESSED")).containsExactlyInAnyOrderElementsOf(sound);
        assertThat(reason(faulty))
                .contains("failed 3 times")
                .contains("no map can do this")
                .contains("reprocess it");
    }

    @Test
    void countsEachTryThoughAnotherWorkerLooksBetweenThem() {
        List<Long> poison = List.of(receive("1"), receive("2"), receive("3"), receive("4"));
        List<Long> inHand = new ArrayList<>();
        List<Long> takenFromUnderIt = new ArrayList<>();
        ProcessHop other =
                hop(batch -> ids(batch).stream().filter(inHand::contains).forEach(takenFromUnderIt::add));
        ProcessHop hop = hop(batch -> {
            inHand.clear();
            inHand.addAll(ids(batch));
            other.work(Lane.INTERACTIVE);
            throw new IllegalStateException("poison");
        });

        hop.work(Lane.INTERACTIVE);

        assertThat(takenFromUnderIt).isEmpty();
        assertThat(attempts()).containsExactly(1, 1, 2, 2);
        workUntilNothingIsLeft(hop);
        assertThat(inState("QUARANTINED")).containsExactlyInAnyOrderElementsOf(poison);
    }

    @Test
    void whatComesAfterAFailureSharesNoBatchWithIt() {
        receive("1");
        receive("2");
        List<Set<Long>> batches = new ArrayList<>();
        ProcessHop hop = hop(batch -> {
            batches.add(new HashSet<>(ids(batch)));
            if (batches.size() == 1) {
                throw new IllegalStateException("poison");
            }
            finish(batch);
        });
        hop.work(Lane.INTERACTIVE);

        long later = receive("3");
        workUntilNothingIsLeft(hop);

        assertThat(batches).contains(Set.of(later));
        assertThat(inState("QUARANTINED")).isEmpty();
    }

    @Test
    void aFailedBatchIsCutBetweenPartners() {
        long first = receive("globex/orders-in", "1");
        long second = receive("globex/orders-in", "2");
        long third = receive("globex/orders-in", "3");
        long others = receive("hooli/orders-in", "4");
        List<Set<Long>> batches = new ArrayList<>();
        ProcessHop hop = hop(batch -> {
            batches.add(new HashSet<>(ids(batch)));
            if (ids(batch).contains(first)) {
                throw new IllegalStateException("poison");
            }
            finish(batch);
        });

        workUntilNothingIsLeft(hop);

        assertThat(batches).contains(Set.of(first, second, third), Set.of(others));
        assertThat(inState("QUARANTINED")).containsExactly(first);
    }

    @Test
    void setsNothingAsideForAFaultThatDoesNotComeAgain() {
        long only = receive("1");
        List<Consumer<Batch>> coming = new ArrayList<>(List.of(
                batch -> {
                    throw new IndexOutOfBoundsException("two workers in each other's way");
                },
                ProcessHopTest::finish));
        ProcessHop hop = hop(batch -> coming.remove(0).accept(batch));

        workUntilNothingIsLeft(hop);

        assertThat(inState("PROCESSED")).containsExactly(only);
        assertThat(batchSizes).containsExactly(1, 1);
    }

    @Test
    void triesAgainWhatMetADeadlock() {
        assertIsTriedAgainAfter(batch -> failInDatabase(batch, "40P01"));
    }

    @Test
    void triesAgainWhatMetAServerThatShutsDown() {
        assertIsTriedAgainAfter(batch -> failInDatabase(batch, "57P01"));
    }

    @Test
    void triesAgainWhatMetAFullDisk() {
        assertIsTriedAgainAfter(batch -> failInDatabase(batch, "53100"));
    }

    @Test
    void triesAgainWhatMetTheRoutesNotUp() {
        assertIsTriedAgainAfter(batch -> {
            throw new RejectedExecutionException("The routes are not up.");
        });
    }

    @Test
    void setsAsideWhatTheRecordRefusesForWhatItIs() {
        long refused = receive("1");

        workUntilNothingIsLeft(hop(batch -> failInDatabase(batch, "22003")));

        assertThat(inState("QUARANTINED")).containsExactly(refused);
    }

    private void assertIsTriedAgainAfter(Consumer<Batch> badMoment) {
        long first = receive("1");
        long second = receive("2");
        List<Consumer<Batch>> coming = new ArrayList<>(List.of(badMoment, ProcessHopTest::finish));
        ProcessHop hop = hop(batch -> coming.remove(0).accept(batch));

        hop.work(Lane.INTERACTIVE);

        assertThat(inState("RECEIVED")).containsExactlyInAnyOrder(first, second);
        assertThat(workLeft()).isEqualTo(2);

        hop.work(Lane.INTERACTIVE);

        assertThat(inState("PROCESSED")).containsExactlyInAnyOrder(first, second);
        assertThat(batchSizes).containsExactly(2, 2);
    }

    /** What failed waits for its next try; this lets the wait be over at once. */
    private void workUntilNothingIsLeft(ProcessHop hop) {
        for (int look = 0; look < MOST_LOOKS && workLeft() > 0; look++) {
            hop.work(Lane.INTERACTIVE);
            try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
                unit.update("update work set ready_at = now()");
                unit.commit();
            }
        }
        assertThat(workLeft()).isZero();
    }

    private ProcessHop hop(Consumer<Batch> stages) {
        return new ProcessHop(
                database.dataSource(), (hop, lane) -> {}, LIMITS, nothingKnown(), Clock.systemUTC(), batch -> {
                    batchSizes.add(batch.transmissions().size());
                    stages.accept(batch);
                });
    }

    private static KnowledgeBase nothingKnown() {
        Knowledge nothing = new Knowledge(
                0,
                Community.empty(Environment.TEST),
                (standard, release, setType, guide) -> {
                    throw new AssertionError("No stage asks here");
                },
                (Maps) Proxy.newProxyInstance(
                        Maps.class.getClassLoader(), new Class<?>[] {Maps.class}, (proxy, method, arguments) -> {
                            throw new AssertionError("No stage asks here");
                        }));
        return new KnowledgeBase() {
            @Override
            public Knowledge today() {
                return nothing;
            }

            @Override
            public Knowledge asItWas(long id) throws NotKept {
                throw new NotKept("Nothing was kept.");
            }
        };
    }

    private long receive(String body) {
        return receive("globex/orders-in", body);
    }

    private long receive(String connection, String body) {
        Receipt receipt = inbox.receive(Reception.of(
                connection,
                "globex",
                "test",
                "http",
                null,
                null,
                null,
                "application/edi-x12",
                body.getBytes(StandardCharsets.UTF_8)));
        return ((Receipt.Accepted) receipt).transmissionId();
    }

    private static List<Long> ids(Batch batch) {
        return batch.transmissions().stream().map(InboundTransmission::id).toList();
    }

    /** What the last stage does. */
    private static void finish(Batch batch) {
        for (InboundTransmission transmission : batch.transmissions()) {
            batch.unit().update("update transmission set state = 'PROCESSED' where id = ?", transmission.id());
            batch.unit()
                    .update("delete from work where id = ?", transmission.work().id());
        }
        batch.unit().commit();
    }

    private static void failInDatabase(Batch batch, String state) {
        batch.unit().update("do $$ begin raise exception 'a bad moment' using errcode = '" + state + "'; end $$");
    }

    private List<Long> inState(String state) {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            return unit.query("select id from transmission where state = ?", row -> row.getLong(1), state);
        }
    }

    private String reason(long id) {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            return unit.query("select reason from transmission where id = ?", row -> row.getString(1), id)
                    .get(0);
        }
    }

    private List<Integer> attempts() {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            return unit.query("select attempts from work order by attempts", row -> row.getInt(1));
        }
    }

    private long workLeft() {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            return unit.query("select count(*) from work", row -> row.getLong(1))
                    .get(0);
        }
    }
}
