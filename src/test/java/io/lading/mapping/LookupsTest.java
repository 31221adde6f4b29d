package io.lading.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.yaml.Problems;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupsTest {
    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 30);
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

    private static LookupTable table(String csv) {
        Problems problems = new Problems();
        LookupTable table = LookupTable.parse("units", "units.csv", csv, problems);
        assertThat(problems.list()).isEmpty();
        return table;
    }

    @Test
    void anAgreementsRowComesBeforeThePartnersAndThisBeforeTheGlobalOne() {
        Lookups lookups = Lookups.of(List.of(table("canonical,x12\nEA,EA\nCS,CA\nPK,PK\n")))
                .narrowedBy(List.of(table("canonical,code\nCT,CA\nPL,PK\n")))
                .narrowedBy(List.of(table("canonical,x12\nPX,PK\n")));

        assertThat(lookups.toCanonical("units", "x12", "EA")).isEqualTo("EA");
        assertThat(lookups.toCanonical("units", "x12", "CA")).isEqualTo("CT");
        assertThat(lookups.toCanonical("units", "x12", "PK")).isEqualTo("PX");
        assertThat(lookups.fromCanonical("units", "x12", "PL")).isEqualTo("PK");
    }

    @Test
    void aRowThatHoldsForATimeIsBelievedOnThoseDaysInBothDirections() {
        Lookups lookups = Lookups.of(
                List.of(
                        table(
                                "canonical,x12,validFrom,validTo\nDZ,DZ,,2026-09-30\nDY,DZ,2026-10-01,\nDO,OZ,2026-10-01,2026-10-01\n")));

        assertThat(lookups.isDated()).isTrue();
        assertThat(lookups.at(SEPTEMBER).toCanonical("units", "x12", "DZ")).isEqualTo("DZ");
        assertThat(lookups.at(OCTOBER).toCanonical("units", "x12", "DZ")).isEqualTo("DY");
        assertThat(lookups.at(OCTOBER).fromCanonical("units", "x12", "DO")).isEqualTo("OZ");
        assertThat(lookups.at(SEPTEMBER).fromCanonical("units", "x12", "DO")).isNull();
        assertThat(lookups.at(OCTOBER.plusDays(1)).toCanonical("units", "x12", "OZ"))
                .isNull();
    }

    @Test
    void aDayThatIsNoneAndARowThatEndsBeforeItBeginsAreSaid() {
        Problems problems = new Problems();
        LookupTable.parse(
                "units",
                "units.csv",
                "canonical,x12,validFrom,validTo\nA,B,1.10.2026,\nC,D,2026-10-02,2026-10-01\n",
                problems);

        assertThat(problems.list().toString())
                .contains("units.csv:2:1", "Expected a day such as 2026-10-01, found '1.10.2026'")
                .contains("units.csv:3:1", "ends on 2026-10-01, before it begins on 2026-10-02");
    }

    @Test
    void aNarrowerPolicyHoldsAndTellsWhatIsAwaited() {
        Lookups lookups = Lookups.NONE
                .onMiss(Map.of("units", MissPolicy.parse("finding").orElseThrow()))
                .onMiss(Map.of("units", MissPolicy.parse("hold").orElseThrow()));
        AwaitedValue box = new AwaitedValue("units", "x12", "BX", true, null);

        assertThat(lookups.onMiss("units")).isEqualTo(new MissPolicy(MissPolicy.Kind.HOLD, ""));
        assertThat(MissPolicy.parse("default EA")).contains(new MissPolicy(MissPolicy.Kind.DEFAULT, "EA"));
        assertThat(MissPolicy.parse("default ")).isEmpty();
        assertThat(AwaitedValue.reason(List.of(box, new AwaitedValue("units", "x12", "QQ", true, null))))
                .isEqualTo("waiting for lookup units: BX, QQ");
        assertThat(box.isIn(lookups)).isFalse();
        assertThat(box.isIn(lookups.narrowedBy(List.of(table("canonical,code\nXBX,BX\n")))))
                .isTrue();
    }
}
