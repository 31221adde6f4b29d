package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.SegmentTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick look and the close one must agree: what the quick one finds right, the close one has nothing to say of. */
class QuickCheckTest {
    private static final int ROUNDS = 10_000;
    private static final long SEED = 20_261_123;

    private static final String X12 = "ST*850*0001~BEG*00*SA*PO-17**20261001~CUR*BY*USD~REF*DP*099*A WORD~FOB*CC~"
            + "SAC*C*D240***1250~DTM*002*20261103*0904~N1*ST*NORTHWIND*92*00428~N4*LYON**69001*FR~"
            + "PO1*1*85*EA*6.43**UP*407858017327*VP*A-1~PID*F****SHIRT, WHITE~QTY*01*-85.5~CTT*1~SE*14*0001~";

    private static final String EDIFACT = "UNH+1+ORDERS:D:96A:UN'BGM+220+PO-17+9'DTM+137:20261001:102'RFF+CT:77'"
            + "NAD+BY+4012345000009::9++NORTH?+WIND:LTD'CTA+OC+:JANE'COM+555:TE'CUX+2:USD:9'LIN+1++4078580173274:EN'"
            + "PIA+1+A:SA+B:IN'IMD+F++:::SHIRT'QTY+21:85:PCE'DTM+2:202611030904:203'PRI+AAA:6.43'RFF+ON:1'UNS+S'CNT+2:1'"
            + "UNT+18+1'";

    @Test
    void agreesWithTheCloseLookOnWhateverHappensToASegment() {
        Random random = new Random(SEED);

        for (int round = 0; round < ROUNDS; round++) {
            compare(
                    Standard.X12,
                    Schemas.x12("004010", "850"),
                    Delimiters.X12_USUAL,
                    altered(X12, "*:~^ -.0Z", random));
            compare(
                    Standard.EDIFACT,
                    Schemas.catalog().find(Standard.EDIFACT, "D.96A", "ORDERS").orElseThrow(),
                    Delimiters.EDIFACT_DEFAULT,
                    altered(EDIFACT, "+:?*' -,.0Z", random));
        }
    }

    @Test
    void seesThatTheUsualIsRight() {
        assertThat(rightOnes(Standard.X12, Schemas.x12("004010", "850"), Delimiters.X12_USUAL, X12))
                .isEqualTo(14);
        assertThat(rightOnes(
                        Standard.EDIFACT,
                        Schemas.catalog()
                                .find(Standard.EDIFACT, "D.96A", "ORDERS")
                                .orElseThrow(),
                        Delimiters.EDIFACT_DEFAULT,
                        EDIFACT))
                .as("all but a released character and a date with its time")
                .isEqualTo(16);
    }

    private static String altered(String text, String marks, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = 8 + random.nextInt(out.length() - 8);
            char mark = marks.charAt(random.nextInt(marks.length()));
            switch (random.nextInt(4)) {
                case 0 -> out.setCharAt(at, mark);
                case 1 -> out.insert(at, mark);
                case 2 -> out.deleteCharAt(at);
                default -> out.insert(at, String.valueOf(out.charAt(at - 1)).repeat(random.nextInt(40)));
            }
        }
        return out.toString();
    }

    private static void compare(Standard standard, Schema schema, Delimiters delimiters, String text) {
        Look look = new Look(standard, schema, delimiters, text);
        for (int i = 0; i < look.table.segmentCount(); i++) {
            int node = look.nodes[i];
            if (node != Schema.NOWHERE
                    && look.quick.isRight(i, schema.node(node).layout())) {
                assertThat(look.closely(i, schema.node(node)))
                        .as(look.table.segmentText(i))
                        .isEmpty();
            }
        }
    }

    private static int rightOnes(Standard standard, Schema schema, Delimiters delimiters, String text) {
        Look look = new Look(standard, schema, delimiters, text);
        int right = 0;
        for (int i = 0; i < look.table.segmentCount(); i++) {
            right += look.quick.isRight(i, schema.node(look.nodes[i]).layout()) ? 1 : 0;
        }
        return right;
    }

    /** Both looks at one set. */
    private static final class Look {
        private final SegmentTable table;
        private final FindingList findings = new FindingList();
        private final ElementChecks close = new ElementChecks(findings);
        private final QuickCheck quick = new QuickCheck();
        private final int[] nodes;
        private final SetContext where = new SetContext("orders", "1", "1");
        private final SetHeader header;

        Look(Standard standard, Schema schema, Delimiters delimiters, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            table = InterchangeReader.readSet(bytes, 0, bytes.length, 0, standard, delimiters, "00401");
            header = new SetHeader("", "", "", "", 1, 0);
            findings.begin(where, header, table);
            SegmentWalk walk = new SegmentWalk(findings, schema);
            walk.begin(schema, table);
            nodes = new int[table.segmentCount()];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = walk.place(i);
            }
            quick.begin(table);
            close.begin(table, standard);
        }

        List<Finding> closely(int segment, SegmentNode node) {
            findings.begin(where, header, table);
            close.check(segment, node.layout());
            return findings.take();
        }
    }
}
