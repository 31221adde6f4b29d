package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnfinishedNamesTest {

    @ParameterizedTest
    @CsvSource({
        ".po.x12, true",
        "po.x12.tmp, true",
        "PO.X12.TMP, true",
        "po.tmp.x12, false",
        "po.partial, true",
        "po.part, true",
        "apart, false",
        "po.writing, true",
        "po.inProgress, true",
        "po.x12.uploading, true",
        "po.x12, false"
    })
    void theUsualNamesAreThoseOfTheProgramsThatAreInUse(String name, boolean unfinished) {
        assertThat(UnfinishedNames.USUAL.matches(name)).isEqualTo(unfinished);
    }

    @ParameterizedTest
    @CsvSource({
        "~*, ~po, true",
        "~*, po~, false",
        "*.new, po.new, true",
        "*.new, .new, true",
        "in*ab*, in-aab, true",
        "in*ab*, in-aa, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "whole, whole, true",
        "whole, wholes, false",
        "'[a].(b)', '[A].(B)', true"
    })
    void aConnectionsOwnPatternsAreStarsAndQuestionMarksAndNothingElse(
            String pattern, String name, boolean unfinished) {
        assertThat(new UnfinishedNames(List.of(pattern)).matches(name)).isEqualTo(unfinished);
    }

    @Test
    void noPatternsMeanThatEveryNameIsFinished() {
        assertThat(new UnfinishedNames(List.of()).matches(".po.tmp")).isFalse();
    }
}
