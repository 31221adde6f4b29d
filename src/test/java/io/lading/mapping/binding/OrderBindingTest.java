package io.lading.mapping.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.document.Order;
import io.lading.mapping.EdiSource;
import io.lading.mapping.EdiText;
import io.lading.mapping.LookupTable;
import io.lading.mapping.Lookups;
import io.lading.mapping.Translation;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderBindingTest {
    private static final Lookups LOOKUPS = lookups();
    private static final Binding BINDING = binding();

    private static final String ORDER = """
            ST*850*0001~
            BEG*00*SA*PO00000001**20261002~
            CUR*BY*USD~
            REF*DP*6679~
            REF*IA*204411~
            PER*BD*JANE MILLER*TE*6145551234~
            DTM*002*20261103~
            DTM*063*20261103~
            N1*BY*LAKESIDE HARDWARE*UL*4012345000009~
            N3*2652 MARKET STREET~
            N4*RENO*NV*89501*US~
            PER*BD*JANE MILLER*TE*6145551234~
            N1*ST*PRAIRIE MARKET*UL*4012345000016~
            N3*1 MILL LANE~
            N4*BOISE*ID*83702*US~
            N1*SU*DELTA OUTFITTERS*UL*4012345000023~
            N1*BT*NORTHWIND STORES*UL*4012345000030~
            PO1*1*85*EA*643.00**UP*078580173274*VN*V1234567*IN*B123456~
            PID*F****COTTON SHIRT BLUE L~
            PO1*2*12*DZ*9.95**UP*078580173281*VN*V1234568*IN*B123457~
            PID*F****LED LAMP 9W E27~
            CTT*2*97~
            SE*23*0001~
            """;

    static Lookups lookups() {
        Problems problems = new Problems();
        List<LookupTable> tables = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("mappings/codelists"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".csv", "");
                tables.add(LookupTable.parse(name, file.toString(), Files.readString(file), problems));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(problems.list()).isEmpty();
        return Lookups.of(tables);
    }

    static Binding binding() {
        Problems problems = new Problems();
        Structures structures =
                Structures.read(YamlFile.read(Path.of("mappings/x12/structures.yaml"), problems), problems);
        Binding binding = new BindingCompiler(structures, LOOKUPS, problems)
                .compile(YamlFile.read(Path.of("mappings/x12/850-order/binding.yaml"), problems));
        assertThat(problems.list()).isEmpty();
        return Objects.requireNonNull(binding);
    }

    private static Translation read(String text) {
        return BINDING.read(EdiSource.of(EdiText.table(text), "004010"), LOOKUPS);
    }

    private static String write(Document order) {
        EdiText.Lines lines = new EdiText.Lines();
        assertThat(BINDING.write(order, lines, "004010", LOOKUPS)).isEmpty();
        return lines.toString();
    }

    private static String body(String set) {
        return set.substring(set.indexOf('\n') + 1, set.lastIndexOf("SE*"));
    }

    @Test
    void readsAnOrderAndWritesTheSameSegmentsAgain() {
        Translation translation = read(ORDER);

        assertThat(translation.findings()).isEmpty();
        assertThat(translation.unused()).isEmpty();
        Order order = (Order) translation.documents().get(0);
        assertThat(write(order)).isEqualTo(body(ORDER));
        assertThat(DocumentJson.read(DocumentJson.write(order)).documents()).containsExactly(order);
    }
}
