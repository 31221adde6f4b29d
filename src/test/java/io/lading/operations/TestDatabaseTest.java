package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void givesEachTestAMigratedDatabaseOfItsOwn() throws Exception {
        try (TestDatabase one = TestDatabase.fresh();
                TestDatabase other = TestDatabase.fresh();
                Connection first = one.dataSource().getConnection();
                Connection second = other.dataSource().getConnection();
                Statement statement = first.createStatement();
                ResultSet migrated = statement.executeQuery("select count(*) from transmission")) {
            assertThat(migrated.next()).isTrue();
            assertThat(first.getCatalog()).isNotEqualTo(second.getCatalog());
        }
    }
}
