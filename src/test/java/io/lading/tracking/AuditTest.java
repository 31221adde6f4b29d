package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.operations.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Audit audit = new Audit(database.dataSource(), Clock.systemUTC());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAuditThatSomebodyEditedIsNotSound() throws SQLException {
        audit.record("test", "secret.set", "a", "");
        audit.record("test", "secret.set", "b", "");
        assertThat(audit.verify().firstUnsound()).isEmpty();
        long last = audit.latest(1).get(0).number();

        edit("update audit set actor = 'somebody else' where number = " + (last - 1));
        assertThat(audit.verify().firstUnsound()).contains(last - 1);
        edit("update audit set actor = 'test' where number = " + (last - 1));
        assertThat(audit.verify().firstUnsound()).as("put back").isEmpty();
        edit("delete from audit where number = " + (last - 1));
        assertThat(audit.verify().firstUnsound()).as("removed").contains(last - 1);
    }

    private void edit(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table audit disable trigger audit_is_kept");
            statement.execute(sql);
            statement.execute("alter table audit enable trigger audit_is_kept");
        }
    }
}
