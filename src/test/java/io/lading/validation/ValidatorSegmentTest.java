package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Order, loops and counts of segments. */
class ValidatorSegmentTest {

    @Test
    void findsNothingWrongWithAPlainOrder() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                CUR*BY*USD~
                REF*DP*6679~
                PER*BD*JANE MILLER*TE*6145550100~
                DTM*002*20260701~
                N1*BY*NORTHWIND STORES*UL*4012345000009~
                N3*1 MARKET STREET~
                N4*RENO*NV*89501*US~
                PER*BD*JANE MILLER*TE*6145550100~
                N1*ST*SUMMIT GROCERS*92*0042~
                PO1*1*85*EA*9.95**UP*012345678905*VN*V0000042*IN*B000001~
                PID*F****COTTON SHIRT BLUE L~
                PO1*2*1*CA*19.5~
                CTT*2*86~
                SE*16*0001~
                """)).isEmpty();
    }

    @Test
    void reportsAMandatorySegmentThatIsMissingAtThePlaceWhereItShouldStand() {
        assertThat(lines("""
                ST*850*0001~
                CUR*BY*USD~
                PO1*1*85*EA*9.95~
                SE*4*0001~
                """)).containsExactly("2 BEG byte 13: SEGMENT_MISSING expected BEG (order header)");
    }

    @Test
    void reportsAnOrderWithoutLinesBeforeItsTotals() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                CTT*0~
                SE*4*0001~
                """)).containsExactly("3 PO1 byte 40: SEGMENT_MISSING expected PO1 (order line)");
    }

    @Test
    void reportsASegmentThatNoReleaseHasAndGoesOn() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                ZZZ*1*2~
                N1*BY*NORTHWIND STORES~
                PO1*1*85*EA*9.95~
                SE*6*0001~
                """))
                .containsExactly("3 ZZZ byte 40: SEGMENT_UNKNOWN expected a segment of the 850, found ZZZ");
    }

    @Test
    void tellsASegmentOfAnotherSetFromAnUnknownOne() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                AK9*A*1*1*1~
                PO1*1*85*EA*9.95~
                SE*5*0001~
                """))
                .containsExactly("3 AK9 byte 40: SEGMENT_NOT_IN_SET expected a segment of the 850, found AK9");
    }

    @Test
    void reportsASegmentThatComesTooLateAndNothingElse() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                DTM*002*20260701~
                CUR*BY*USD~
                N1*BY*NORTHWIND STORES~
                PO1*1*85*EA*9.95~
                SE*7*0001~
                """))
                .containsExactly("4 CUR byte 58: SEGMENT_OUT_OF_ORDER expected CUR before DTM, found CUR");
    }

    @Test
    void takesAMandatorySegmentThatComesLateForOutOfOrderAndNotForMissing() {
        assertThat(lines("""
                ST*850*0001~
                REF*DP*6679~
                BEG*00*SA*PO-17**20260612~
                PO1*1*85*EA*9.95~
                SE*5*0001~
                """))
                .containsExactly("3 BEG byte 26: SEGMENT_OUT_OF_ORDER expected BEG before REF, found BEG");
    }

    @Test
    void readsALoopThatIsOutOfOrderAsAWholeBeforeItGoesOn() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                N1*BY*NORTHWIND STORES~
                N9*ZZ*NOTE~
                MSG*CALL BEFORE DELIVERY~
                MSG*RING TWICE~
                N1*ST*SUMMIT GROCERS~
                N3*1 MARKET STREET~
                PO1*1*85*EA*9.95~
                SE*10*0001~
                """)).containsExactly("4 N9 byte 64: SEGMENT_OUT_OF_ORDER expected N9 before N1, found N9");
    }

    @Test
    void countsLinesThatComeAfterTheTotalsAsOneLoopOutOfOrder() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                CTT*2~
                PO1*1*85*EA*9.95~
                PID*F****COTTON SHIRT~
                PO1*2*85*EA*9.95~
                SE*7*0001~
                """))
                .containsExactly("4 PO1 byte 47: SEGMENT_OUT_OF_ORDER expected PO1 before CTT, found PO1");
    }

    @Test
    void reportsTheFirstSegmentOfALoopWhoseStartIsMissing() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                N3*1 MARKET STREET~
                N4*RENO*NV*89501~
                PO1*1*85*EA*9.95~
                SE*6*0001~
                """)).containsExactly("3 N3 byte 40: SEGMENT_UNEXPECTED expected N3 only after N1, found N3");
    }

    @Test
    void reportsEachSegmentBeyondItsMaximum() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                CUR*BY*USD~
                CUR*BY*EUR~
                PO1*1*85*EA*9.95~
                SE*6*0001~
                """))
                .containsExactly("4 CUR byte 52: SEGMENT_TOO_OFTEN expected at most 1 CUR here, found CUR");
    }

    @Test
    void countsASegmentAnewInEachTurnOfItsLoop() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                N1*BY*A~
                N3*1 MARKET STREET~
                N3*2ND FLOOR~
                N1*ST*B~
                N3*1 MARKET STREET~
                N3*2ND FLOOR~
                N3*3RD DOOR~
                PO1*1*85*EA*9.95~
                SE*11*0001~
                """)).containsExactly("9 N3 byte 126: SEGMENT_TOO_OFTEN expected at most 2 N3 here, found N3");
    }

    @Test
    void reportsALoopBeyondItsMaximum() {
        String lines = "SAC*C*D240***500~\n".repeat(26);
        assertThat(lines("ST*850*0001~\nBEG*00*SA*PO-17**20260612~\n" + lines + "PO1*1*85*EA*9.95~\nSE*30*0001~\n"))
                .containsExactly("28 SAC byte 490: LOOP_TOO_OFTEN expected at most 25 loops of SAC, found SAC");
    }

    @Test
    void reportsWhatIsMandatoryInsideALoop() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                PO1*1*85*EA*9.95~
                LM*AX~
                PO1*2*85*EA*9.95~
                SE*6*0001~
                """)).containsExactly("5 LQ byte 65: SEGMENT_MISSING expected LQ (industry code)");
    }

    @Test
    void reportsASegmentWithoutDataOnce() {
        assertThat(lines("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                REF~
                PO1*1*85*EA*9.95~
                SE*5*0001~
                """)).containsExactly("3 REF byte 40: SEGMENT_EMPTY expected a segment with data, found REF");
    }

    @Test
    void leavesAMissingTrailerToTheReader() {
        assertThat(lines("ST*850*0001~\nBEG*00*SA*PO-17**20260612~\n")).isEmpty();
    }

    @Test
    void stopsGatheringWhenNobodyCouldReadItAll() {
        String lines = "ZZZ*1~\n".repeat(20_000);
        assertThat(lines("ST*850*0001~\nBEG*00*SA*PO-17**20260612~\n" + lines + "PO1*1*85*EA*9.95~\nSE*4*0001~\n"))
                .hasSize(Validator.MOST_FINDINGS);
    }

    private static List<String> lines(String text) {
        return Findings.lines(text, Schemas.x12("004010", "850"));
    }
}
