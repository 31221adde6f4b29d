package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.RecordedOrders.Sample;
import io.lading.tracking.RecordedOrders.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredAnswersTest {
    private final RecordedOrders record = new RecordedOrders();
    private final Written order = record.write(Sample.delivered("PO-4711", "000000905"));

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void sendsAGivenUpAnswerAgainWithTheSameBytesWhenItsInterchangeIsRepeated() {
        answerIs("GIVEN_UP");
        assertThat(sendAgain()).isEqualTo(1);
        assertThat(answer()).isEqualTo("READY");
        assertThat(work()).isEqualTo("DELIVER globex/acks-out");
    }

    @Test
    void sendsItOnceHoweverOftenItIsAskedFor() {
        answerIs("GIVEN_UP");
        assertThat(sendAgain()).isEqualTo(1);
        assertThat(sendAgain()).isZero();
    }

    @Test
    void leavesAnAnswerAloneThatWasTakenOrIsStillBeingSent() {
        for (String state : new String[] {"SENT", "READY", "RETRYING", "UNKNOWN"}) {
            answerIs(state);
            assertThat(sendAgain()).as(state).isZero();
            assertThat(answer()).isEqualTo(state);
        }
    }

    private int sendAgain() {
        try (UnitOfWork unit = UnitOfWork.begin(record.database().dataSource())) {
            int again = StoredAnswers.sendAgain(unit, order.interchange());
            unit.commit();
            return again;
        }
    }

    private void answerIs(String state) {
        record.update("update transmission set state = ? where connection = 'globex/acks-out'", state);
    }

    private String answer() {
        return one("select state from transmission where connection = 'globex/acks-out'");
    }

    private String work() {
        return one("select hop || ' ' || flow from work");
    }

    private String one(String sql) {
        try (UnitOfWork unit = UnitOfWork.begin(record.database().dataSource())) {
            return unit.query(sql, row -> row.getString(1)).get(0);
        }
    }
}
