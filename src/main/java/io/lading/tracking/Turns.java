package io.lading.tracking;

import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is to do what one hub at a time may do, such as emptying a mailbox that several hubs know of. A turn ends when
 * it is given back, when its hub is seen dead, or after two minutes by the lease clock (the database's own) in which its
 * hub did not renew it. Thread-safe; the same name is for one thread of a hub at a time.
 */
public final class Turns {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String TAKE = """
            insert into lease (name, node, held_until) values (?, ?, now() + make_interval(secs => ?))
            on conflict (name) do update set node = excluded.node, held_until = excluded.held_until
            where lease.node = excluded.node or lease.held_until < now()
                or exists (select 1 from node where number = lease.node and left_at is not null)""";

    private final DataSource dataSource;
    private final Node node;

    public Turns(DataSource dataSource, Node node) {
        this.dataSource = dataSource;
        this.node = node;
    }

    /**
     * Empty while another hub has it.
     *
     * @throws RecordFailure if nobody can be asked
     */
    public Optional<Turn> take(String name) {
        return renew(name) ? Optional.of(new Turn(name)) : Optional.empty();
    }

    private boolean renew(String name) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            int taken = unit.update(TAKE, name, node.number(), LONGEST.toSeconds());
            unit.commit();
            return taken == 1;
        }
    }

    /** This hub's turn, to be closed when the look is over. */
    public final class Turn implements AutoCloseable {
        private final String name;

        private Turn(String name) {
            this.name = name;
        }

        /** Asked before each thing that is done; false if it took too long and another hub has it now. */
        public boolean goesOn() {
            return renew(name);
        }

        @Override
        public void close() {
            try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
                unit.update("delete from lease where name = ? and node = ?", name, node.number());
                unit.commit();
            } catch (RecordFailure e) {
                log.debug("turn={} ends by itself: {}", name, e.getMessage());
            }
        }
    }
}
