package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.operations.TestDatabase;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerChange;
import io.lading.partner.PartnerFiles;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {
    private static final PartnerFiles NONE = PartnerFiles.of(Map.of());
    private static final PartnerFiles ONE = files("partner: globex\n");
    private static final PartnerFiles TWO = files("partner: globex\nname: Globex\n");

    private final TestDatabase database = TestDatabase.fresh();
    private final Configurations configurations = new Configurations(database.dataSource(), Clock.systemUTC());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsEachVersionWithWhoAppliedItAndWhatChanged() throws Exception {
        apply(NONE, ONE, 0, "first start");
        apply(ONE, TWO, 1, "administrator");

        assertThat(configurations.latest()).isEqualTo(2);
        assertThat(configurations.files(1)).get().extracting(PartnerFiles::hash).isEqualTo(ONE.hash());
        assertThat(configurations.history(10))
                .extracting(version -> version.version() + " " + version.actor() + " " + version.changes())
                .containsExactly(
                        "2 administrator [+ globex  name: Globex]", "1 first start [+ globex: {partner: globex}]");
    }

    @Test
    void refusesWhatWasMadeForAnEarlierVersion() throws Exception {
        apply(NONE, ONE, 0, "first start");
        assertThatThrownBy(() -> apply(NONE, TWO, 0, "administrator"))
                .isInstanceOf(Configurations.Outdated.class)
                .hasMessage("Version 1 was applied meanwhile; this was made for version 0.");
    }

    @Test
    void letsNobodyChangeOrRemoveWhatWasKept() throws Exception {
        apply(NONE, ONE, 0, "first start");
        for (String sql : List.of(
                "update configuration set actor = 'nobody'",
                "delete from configuration_file",
                "truncate configuration_content cascade")) {
            assertThatThrownBy(() -> execute(sql)).as(sql).hasMessageContaining("only added, never changed or removed");
        }
    }

    @Test
    void seesThatAVersionWasChangedBehindItsBack() throws Exception {
        apply(NONE, ONE, 0, "first start");
        apply(ONE, TWO, 1, "administrator");
        assertThat(configurations.firstUnsound()).isEmpty();

        execute("alter table configuration disable trigger all");
        execute("update configuration set actor = 'nobody' where version = 1");

        assertThat(configurations.firstUnsound()).contains(1L);
    }

    private void apply(PartnerFiles before, PartnerFiles after, long expected, String actor) throws Exception {
        List<PartnerChange> changes = LoadedCommunity.changes(before, after);
        configurations.apply(after, expected, changes, actor, "");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(sql);
        }
    }

    private static PartnerFiles files(String text) {
        return PartnerFiles.of(Map.of("globex.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }
}
