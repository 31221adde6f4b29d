package io.lading.tracking.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.operations.TestDatabase;
import io.lading.tracking.RecordRefused;
import io.lading.tracking.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of partners, as PostgreSQL can hold it. */
class StorableTextTest {

    @Test
    void marksWhatNoTextCanHold() {
        assertThat(StorableText.text("PO\0-1")).isEqualTo("PO\uFFFD-1");
        assertThat(StorableText.text("a\uD800b\uDC00")).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(StorableText.text("\uD83D\uDE00 is whole")).isEqualTo("\uD83D\uDE00 is whole");
    }

    @ParameterizedTest
    @CsvSource({
        "\\u0000, \\ufffd",
        "a\\uD83Db, a\\ufffdb",
        "\\uDE00, \\ufffd",
        "\\ud83d\\ude00, \\ud83d\\ude00",
        "\\ud83d\\u0041, \\ufffd\\u0041",
        "\\\\u0000, \\\\u0000",
        "\\\\\\u0000, \\\\\\ufffd",
        "\\u00e4, \\u00e4"
    })
    void marksTheEscapesThatJsonbRefuses(String given, String stored) {
        assertThat(StorableText.json("{\"a\":\"" + given + "\"}")).isEqualTo("{\"a\":\"" + stored + "\"}");
    }

    @Test
    void aUnitOfWorkStoresSuchTextInEveryKindOfColumn() {
        try (TestDatabase database = TestDatabase.fresh();
                UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            unit.update("create temporary table kept (t text, l text[], j jsonb, m jsonb[])");
            @Nullable String[] texts = {"\0", null, "\uDBFF"};
            @Nullable String[] json = {"{\"a\":\"\\u0000\"}", null, "[\"\\ud800\"]"};
            unit.update(
                    "insert into kept values (?, ?::text[], ?::jsonb, ?::jsonb[])",
                    "it's \0",
                    texts,
                    "{\"found\":\"PO\\u00007002\"}",
                    json);

            assertThat(unit.query("select kept::text as all from kept", row -> row.getString(1)))
                    .singleElement()
                    .asString()
                    .contains("it's \uFFFD", "PO\uFFFD7002", "\uFFFD,NULL,\uFFFD");
        }
    }

    @Test
    void whatTheRecordRefusesIsNoOutage() {
        try (TestDatabase database = TestDatabase.fresh();
                UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            assertThatThrownBy(() -> unit.update("select ?::int", "twelve"))
                    .isInstanceOf(RecordRefused.class)
                    .hasMessageContaining("refused a value")
                    .hasMessageContaining("twelve");
        }
    }
}
