package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tree of levels in a ship notice. */
class HierarchyTest {
    private static final String NOTICE = """
            ST*856*0001~
            BSN*00*SH17*20260612*1200*0001~
            HL*1**S*1~
            HL*2*1*O*1~
            PRF*PO-17~
            HL*3*2*P*1~
            HL*4*3*I*0~
            SN1**2*EA~
            HL*5*2*P*1~
            HL*6*5*I*0~
            SN1**3*EA~
            CTT*6~
            SE*13*0001~
            """;

    @Test
    void aTreeWithParentsBeforeChildrenIsSound() {
        assertThat(findings(NOTICE)).isEmpty();
    }

    @Test
    void aParentMustHaveComeBefore() {
        assertThat(findings(NOTICE.replace("HL*4*3*I", "HL*4*5*I")))
                .containsExactly(
                        "6 HL/4 (has children): HIERARCHY_CHILDREN_WRONG expected 0, as no level follows below, found 1",
                        "7 HL/2 (parent level number): HIERARCHY_PARENT_UNKNOWN expected the number of an HL before this one, found 5");
        assertThat(findings(NOTICE.replace("HL*4*3*I", "HL*4*4*I"))).hasSize(2);
        assertThat(findings(NOTICE.replace("HL*4*3*I", "HL*4*X*I"))).hasSize(2);
    }

    @Test
    void numbersMustBeApart() {
        assertThat(findings(NOTICE.replace("HL*6*5*I", "HL*4*5*I")))
                .containsExactly(
                        "10 HL/1 (level number): HIERARCHY_NUMBER_REPEATED expected a number that no other HL has, found 4");
    }

    @Test
    void numbersThatDoNotCountUpAreRemarkedOnOnce() {
        String named = NOTICE.replace("HL*5*2*P", "HL*50*2*P").replace("HL*6*5*I", "HL*60*50*I");

        assertThat(findings(named))
                .containsExactly("9 HL/1 (level number): HIERARCHY_NUMBER_OUT_OF_ORDER expected 5, found 50");
    }

    @Test
    void levelsAreNestedAsTheStructureSays() {
        assertThat(findings(NOTICE.replace("*0001~\nHL*1", "*0002~\nHL*1")))
                .containsExactly(
                        "7 HL/3 (level kind): HIERARCHY_LEVEL_WRONG expected a level that may stand below P, found I",
                        "10 HL/3 (level kind): HIERARCHY_LEVEL_WRONG expected a level that may stand below P, found I");
        assertThat(findings(NOTICE.replace("HL*1**S", "HL*1**O")))
                .containsExactly(
                        "3 HL/3 (level kind): HIERARCHY_LEVEL_WRONG expected S, as it has no parent, found O",
                        "4 HL/3 (level kind): HIERARCHY_LEVEL_WRONG expected a level that may stand below O, found O");
        assertThat(findings(NOTICE.replace("*0001~\nHL*1", "~\nHL*1").replace("HL*1**S", "HL*1**O")))
                .isEmpty();
    }

    @Test
    void theFlagAboutLevelsBelowMustBeRight() {
        assertThat(findings(NOTICE.replace("HL*2*1*O*1", "HL*2*1*O*0")))
                .containsExactly(
                        "4 HL/4 (has children): HIERARCHY_CHILDREN_WRONG expected 1, as levels follow below, found 0");
        assertThat(findings(NOTICE.replace("HL*2*1*O*1", "HL*2*1*O"))).isEmpty();
    }

    @Test
    void theTotalCountsTheLevels() {
        assertThat(findings(NOTICE.replace("CTT*6", "CTT*2")))
                .containsExactly("12 CTT/1: COUNT_MISMATCH expected 6, found 2");
    }

    @Test
    void manyLevelsWithNamesOfTheirOwnAreStillQuick() {
        StringBuilder out = new StringBuilder("ST*856*0001~BSN*00*SH17*20260612*1200~HL*A1**S~");
        for (int i = 2; i < 20_000; i++) {
            out.append("HL*A").append(i).append("*A").append(i - 1).append("*I~");
        }
        out.append("SE*20002*0001~");

        assertThat(findings(out.toString())).hasSize(1);
    }

    private static List<String> findings(String notice) {
        return Findings.lines(notice, Schemas.x12("004010", "856")).stream()
                .map(line -> line.replaceFirst(" byte \\d+", ""))
                .toList();
    }
}
