package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.syntax.SegmentTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCountTest {
    private static final String ORDER = """
            ST*850*0001~
            BEG*00*SA*PO-17**20260612~
            PO1*1*85*EA*9.95**UP*012345678905~
            PO1*2*10*EA*1.95**UP*012345678912~
            CTT*2~
            AMT*TT*865.25~
            SE*7*0001~
            """;

    @Test
    void aRightCountIsNoFinding() {
        assertThat(findings(ORDER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "3", "99"})
    void aWrongCountOfLinesIsAWarningWithTheLinesThereAre(String stated) {
        assertThat(findings(ORDER.replace("CTT*2~", "CTT*" + stated + "~")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.code().name()).isEqualTo("COUNT_MISMATCH");
                    assertThat(finding.expected()).isEqualTo("2");
                    assertThat(finding.found()).isEqualTo(stated);
                    assertThat(finding.position().segmentOrdinal()).isEqualTo(5);
                });
    }

    /** 85 and 10.5 pieces: added up, or their digits (element 347). */
    @ParameterizedTest
    @ValueSource(strings = {"95.5", "95.50", "190"})
    void aHashTotalAddsUpTheQuantitiesOrTheirDigits(String stated) {
        assertThat(findings(order(stated))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"95", "191", "0"})
    void aWrongHashTotalIsAWarningWithTheSum(String stated) {
        assertThat(findings(order(stated))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.code().name()).isEqualTo("COUNT_MISMATCH");
            assertThat(finding.expected()).isEqualTo("95.5");
            assertThat(finding.position().element()).isEqualTo(2);
        });
    }

    private static String order(String stated) {
        return ORDER.replace("PO1*2*10*", "PO1*2*10.5*").replace("CTT*2~", "CTT*2*" + stated + "~");
    }

    private static List<Finding> findings(String text) {
        SegmentTable table = X12Text.table(text);
        return new Validator()
                .validate(
                        new SetContext("in.edi", "1", "1"),
                        X12Text.header(table, "004010"),
                        table,
                        Schemas.catalog().find(Standard.X12, "004010", "850").orElseThrow());
    }
}
