package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.operations.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub's place among those that share the record, when its connection breaks and when it dies. */
class NodeTest {
    private final RecordFixture record = new RecordFixture();
    private final TestDatabase database = record.database;

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void takesItsPlaceAgainAtOnceWhenItsConnectionIsEnded() {
        long life = record.node.life();
        endLifelineOf(record.node);

        assertThat(record.node.heartbeat()).isTrue();

        assertThat(record.node.number()).isZero();
        assertThat(record.node.life()).isEqualTo(life);
        assertThat(lockHolders(0)).isEqualTo(1);
        assertThat(record.node.trouble()).isEmpty();
    }

    @Test
    void goesOnWithWhatItHadClaimedBefore() {
        long work = record.deliveryWork("erp/in", null, 1, null);
        assertThat(record.claim("erp/in")).containsExactly(work);
        endLifelineOf(record.node);
        assertThat(record.node.heartbeat()).isTrue();

        record.finish(work);

        assertThat(count("select count(*) from work")).isZero();
    }

    @Test
    void isNotTakenForDeadByOthersWhileItOnlyLostItsConnection() {
        record.deliveryWork("erp/in", null, 1, null);
        record.claim("erp/in");
        try (Node other = Node.join(database.dataSource(), "other")) {
            endLifelineOf(record.node);

            assertThat(other.takeOverFromTheDead()).isEmpty();
            assertThat(record.node.heartbeat()).isTrue();
            assertThat(other.takeOverFromTheDead()).isEmpty();
        }
        assertThat(count("select count(*) from work where claimed_by = " + record.node.life()))
                .isEqualTo(1);
    }

    @Test
    void keepsItsNumberFromAHubThatJoinsWhileItsConnectionIsBroken() {
        endLifelineOf(record.node);

        try (Node joined = Node.join(database.dataSource(), "joined")) {
            assertThat(joined.number()).isNotEqualTo(record.node.number());
            assertThat(record.node.heartbeat()).isTrue();
            assertThat(record.node.number()).isZero();
        }
    }

    @Test
    void isOverWhenItStayedAwayTooLongAndThenGoesOnUnderAnotherNumber() {
        record.deliveryWork("erp/in", null, 1, null);
        record.claim("erp/in");
        long life = record.node.life();
        Lifelines impatient = new Lifelines(database.dataSource(), false, Duration.ZERO, Optional.empty());
        endLifelineOf(record.node);

        try (Node other = Node.join(database.dataSource(), impatient, "other");
                Node successor = Node.join(database.dataSource(), "successor")) {
            assertThat(count("select count(*) from work where claimed_by is null"))
                    .isEqualTo(1);
            assertThat(successor.number()).as("the number of the dead is free").isZero();
            Set<Long> handedOut = new HashSet<>();
            assertThat(handedOut.add(record.node.ids().next())).isTrue();
            for (int i = 0; i < 5_000; i++) {
                assertThat(handedOut.add(record.node.ids().next())).isTrue();
                assertThat(handedOut.add(successor.ids().next())).isTrue();
            }

            assertThat(record.node.heartbeat()).isTrue();

            assertThat(Set.of(record.node.number(), other.number(), successor.number()))
                    .hasSize(3);
            assertThat(record.node.life()).isGreaterThan(life);
            for (int i = 0; i < 5_000; i++) {
                assertThat(handedOut.add(record.node.ids().next())).isTrue();
                assertThat(handedOut.add(successor.ids().next())).isTrue();
            }
        }
    }

    @Test
    void claimsNothingWhileItHasNoPlaceAndSaysWhatIsWrong() {
        record.deliveryWork("erp/in", null, 1, null);
        AtomicBoolean away = new AtomicBoolean();
        DataSource lifelines = database.dataSource();
        DataSource breakable = proxy(DataSource.class, lifelines, (method, call) -> {
            if (away.get()) {
                throw new SQLException("the database is away");
            }
            return call.run();
        });
        try (Node node = Node.join(database.dataSource(), Lifelines.shared(breakable), "breakable")) {
            WorkQueue queue = new WorkQueue(database.dataSource(), node);
            away.set(true);
            endLifelineOf(node);
            assertThat(node.heartbeat()).isFalse();

            assertThat(queue.claimDeliveries(Lane.INTERACTIVE, "erp/in", true, 10))
                    .isEmpty();
            assertThat(node.trouble()).contains("lost its place in the record");

            away.set(false);
            assertThat(node.heartbeat()).isTrue();
            assertThat(queue.claimDeliveries(Lane.INTERACTIVE, "erp/in", true, 10))
                    .hasSize(1);
        }
    }

    @Test
    void endsItsOwnFormerSessionThatTheServerStillBelievesIn() throws Exception {
        // A firewall that forgot the connection: this end is closed, the other never hears of it.
        AtomicBoolean forgotten = new AtomicBoolean();
        DataSource forgetful = proxy(DataSource.class, database.dataSource(), (method, call) -> {
            Object made = call.run();
            return made instanceof Connection connection && !forgotten.get()
                    ? proxy(Connection.class, connection, (what, inner) -> {
                        if (forgotten.get()) {
                            throw new SQLException("no answer");
                        }
                        return inner.run();
                    })
                    : made;
        });
        try (Node node = Node.join(database.dataSource(), Lifelines.shared(forgetful), "forgotten")) {
            int number = node.number();
            forgotten.set(true);
            node.heartbeat();
            boolean back = node.heartbeat();
            for (int i = 0; i < 200 && !back; i++) {
                back = node.heartbeat();
            }

            assertThat(back).isTrue();
            assertThat(node.number()).isEqualTo(number);
            assertThat(lockHolders(number)).isEqualTo(1);
        }
    }

    @Test
    void handsOutNoIdBeyondWhatItReserved() {
        Ids ids = new Ids(3, 1_800_000_000_000L, 0);
        ids.reservedUpTo(RecordId.of(1_799_999_999_999L, 3, 0));

        assertThatThrownBy(ids::next)
                .isInstanceOf(RecordUnavailable.class)
                .hasMessageContaining("no place in the record")
                .matches(RecordUnavailable::isPassing);
    }

    @Test
    void freesWhatWasClaimedByACommitWhoseAnswerWasLost() {
        long work = record.deliveryWork("erp/in", null, 1, null);
        AtomicBoolean breaking = new AtomicBoolean(true);
        DataSource deaf = proxy(DataSource.class, database.dataSource(), (method, call) -> {
            Object made = call.run();
            return made instanceof Connection connection
                    ? proxy(Connection.class, connection, (what, inner) -> {
                        Object answer = inner.run();
                        if (what.equals("commit") && breaking.get()) {
                            throw new SQLException("An I/O error occurred", "08006");
                        }
                        return answer;
                    })
                    : made;
        });
        WorkQueue queue = new WorkQueue(deaf, record.node);

        assertThatThrownBy(() -> queue.claimDeliveries(Lane.INTERACTIVE, "erp/in", true, 10))
                .isInstanceOf(RecordUnavailable.class);
        breaking.set(false);
        assertThat(queue.claimDeliveries(Lane.INTERACTIVE, "erp/in", true, 10))
                .as("the record has the claim, though nobody knows of it")
                .isEmpty();

        assertThat(queue.releaseDoubtful()).isEqualTo(1);

        assertThat(queue.claimDeliveries(Lane.INTERACTIVE, "erp/in", true, 10).stream()
                        .map(WorkQueue.Work::id))
                .containsExactly(work);
        assertThat(queue.releaseDoubtful())
                .as("not what is claimed in good order")
                .isZero();
    }

    @Test
    void takesOverAtOnceWhereNobodyElseCanBe() {
        record.deliveryWork("erp/in", null, 1, null);
        record.claim("erp/in");
        endLifelineOf(record.node);

        try (Node again = Node.join(database.dataSource(), Lifelines.alone(database.dataSource()), "again")) {
            assertThat(again.number()).isZero();
            assertThat(count("select count(*) from work where claimed_by is null"))
                    .isEqualTo(1);
        }
    }

    @Test
    void takesOverAtOnceFromItsOwnFormerLifeAndFromNoOther(@TempDir Path folder) {
        Lifelines ours = Lifelines.shared(database.dataSource()).remembering(folder.resolve("life"));
        Lifelines theirs = Lifelines.shared(database.dataSource()).remembering(folder.resolve("other-folder"));
        record.deliveryWork("erp/in", null, 1, null);
        record.deliveryWork("erp/in", null, 2, null);
        Node before = Node.join(database.dataSource(), ours, "before");
        WorkQueue queue = new WorkQueue(database.dataSource(), before);
        assertThat(queue.claimDeliveries(Lane.INTERACTIVE, "erp/in", true, 1)).hasSize(1);
        assertThat(record.claim("erp/in")).hasSize(1);
        endLifelineOf(before);
        endLifelineOf(record.node);

        try (Node stranger = Node.join(database.dataSource(), theirs, "stranger")) {
            assertThat(stranger.number()).isEqualTo(2);
            assertThat(count("select count(*) from work where claimed_by is null"))
                    .as("of hubs that may come back")
                    .isZero();
            try (Node again = Node.join(database.dataSource(), ours, "again")) {
                assertThat(count("select count(*) from work where claimed_by is null"))
                        .isEqualTo(1);
                assertThat(count("select count(*) from work where claimed_by = " + record.node.life()))
                        .as("of the other folder's hub")
                        .isEqualTo(1);
                assertThat(again.life()).isGreaterThan(before.life());
            }
        }
        before.close();
    }

    @Test
    void leavesAFormerLifeAloneWhoseLockSomebodyHolds(@TempDir Path folder) throws Exception {
        Path copied = folder.resolve("life");
        Lifelines ours = Lifelines.shared(database.dataSource()).remembering(folder.resolve("of-the-living"));
        record.deliveryWork("erp/in", null, 1, null);
        try (Node living = Node.join(database.dataSource(), ours, "living")) {
            WorkQueue queue = new WorkQueue(database.dataSource(), living);
            assertThat(queue.claimDeliveries(Lane.INTERACTIVE, "erp/in", true, 1))
                    .hasSize(1);
            Files.copy(folder.resolve("of-the-living"), copied);

            try (Node copy = Node.join(
                    database.dataSource(),
                    Lifelines.shared(database.dataSource()).remembering(copied),
                    "copy")) {
                assertThat(copy.takeOverFromTheDead()).isEmpty();
                assertThat(living.heartbeat()).isTrue();
                assertThat(count("select count(*) from work where claimed_by = " + living.life()))
                        .isEqualTo(1);
            }
        }
    }

    private void endLifelineOf(Node node) {
        count(
                "select count(pg_terminate_backend(pid, 10000)) from pg_locks where locktype = 'advisory' and classid = 7201"
                        + " and objid = " + node.number()
                        + " and database = (select oid from pg_database where datname = current_database())");
        assertThat(lockHolders(node.number())).isZero();
    }

    private long lockHolders(int number) {
        return count(
                "select count(*) from pg_locks where locktype = 'advisory' and classid = 7201 and granted and objid = "
                        + number + " and database = (select oid from pg_database where datname = current_database())");
    }

    private long count(String sql) {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            return unit.query(sql, row -> row.getLong(1)).get(0);
        }
    }

    private interface Call {
        Object run() throws Throwable;
    }

    private interface Around {
        Object call(String method, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Around around) {
        return type.cast(Proxy.newProxyInstance(
                NodeTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, values) -> around.call(method.getName(), () -> {
                    try {
                        return method.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
