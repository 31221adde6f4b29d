package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Standard;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.schema.SegmentNode;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command knows every message of every EDIFACT directory that is shipped: a message with all that its schema makes
 * mandatory, and one of each segment it may have, is validated, explained, answered, compared and translated.
 */
@Tag("long")
class ShippedDirectoriesTest {
    private static final SchemaCatalog SCHEMAS = SchemaCatalog.load(Path.of("mappings"), new Problems());

    @TempDir
    private static Path folder;

    /** Directories of service messages, which are never answered. */
    private static final Set<String> SERVICE = Set.of("CONTRL");

    private enum Extent {
        LEAST,
        EVERY_SEGMENT
    }

    @BeforeAll
    static void thereAreDirectories() {
        assertThat(schemas().map(Schema::release).distinct()).hasSizeGreaterThanOrEqualTo(10);
    }

    private static Stream<Schema> schemas() {
        return SCHEMAS.all().stream()
                .filter(schema -> schema.standard() == Standard.EDIFACT && !SERVICE.contains(schema.setType()));
    }

    @TestFactory
    Stream<DynamicTest> everyMessageIsKnownToEveryCommand() {
        Map<String, List<Schema>> directories =
                schemas().collect(Collectors.groupingBy(Schema::release, TreeMap::new, Collectors.toList()));
        return directories.entrySet().stream().flatMap(directory -> Stream.of(Extent.values())
                .map(extent -> DynamicTest.dynamicTest(
                        directory.getKey() + ", " + extent,
                        () -> isKnown(directory.getKey(), directory.getValue(), extent))));
    }

    private static void isKnown(String release, List<Schema> schemas, Extent extent) throws IOException {
        Path file = folder.resolve(release + "-" + extent + ".edi");
        Files.writeString(file, interchange(schemas, extent));

        CommandRun validated = CommandRun.of("validate", file.toString());
        assertThat(validated.out() + validated.errors())
                .contains("We would answer: CONTRL with all " + schemas.size() + " transaction sets accepted.")
                .doesNotContain("expected");
        assertThat(validated.code()).isZero();
        isExplained(file, schemas);
        isAnswered(file, schemas);
        assertThat(CommandRun.of("diff", file.toString(), file.toString()).code())
                .isZero();
        isTranslated(file, schemas);
    }

    /** No segment, element or code without a name: a name that is missing leaves its number, or a blank. */
    private static void isExplained(Path file, List<Schema> schemas) {
        CommandRun explained = CommandRun.of("explain", file.toString());
        assertThat(explained.code()).isZero();
        assertThat(explained.out())
                .contains("release " + release(schemas.get(0)))
                .doesNotContain("no schema for");
        schemas.forEach(ShippedDirectoriesTest::namesEverything);
    }

    private static void namesEverything(Schema schema) {
        for (int node = 0; node < schema.nodeCount(); node++) {
            SegmentNode segment = schema.node(node);
            assertThat(segment.layout().label()).as(segment.name()).isNotBlank();
            assertThat(segment.layout().elements()).as(segment.name()).allSatisfy(element -> assertThat(element.label())
                    .isNotBlank());
        }
    }

    private static void isAnswered(Path file, List<Schema> schemas) {
        CommandRun answer = CommandRun.of("ack", file.toString());
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("UNH+1+CONTRL:D:3:UN'");
        assertThat(answer.out().split(":UN\\+7'", -1)).hasSize(schemas.size() + 1);
        CommandRun read = CommandRun.withInput(answer.out(), "validate", "-");
        assertThat(read.code()).isZero();
        assertThat(read.out()).contains("We would answer: nothing.").doesNotContain("expected");
    }

    private static void isTranslated(Path file, List<Schema> schemas) {
        CommandRun translated = CommandRun.of("translate", "--to", "json", file.toString());
        assertThat(translated.code()).as(translated.errors()).isZero();
        assertThat(translated.out().split("\"number\": \"PO-17\"", -1)).hasSizeGreaterThan(schemas.size());
    }

    // ---- messages -------------------------------------------------------------------------------------------------

    private static String interchange(List<Schema> schemas, Extent extent) {
        StringBuilder text = new StringBuilder("UNB+UNOC:3+4012345000009:14+4012345000023:14+261001:1200+905'\n");
        for (int i = 0; i < schemas.size(); i++) {
            message(schemas.get(i), i + 1, extent, text);
        }
        return text.append("UNZ+" + schemas.size() + "+905'\n").toString();
    }

    private static void message(Schema schema, int number, Extent extent, StringBuilder text) {
        int count = 0;
        int last = 0;
        int node = 0;
        while (node < schema.nodeCount()) {
            SegmentNode segment = schema.node(node);
            boolean wanted = segment.mandatory() || (extent == Extent.EVERY_SEGMENT && leadsTo(schema, last, segment));
            if (wanted) {
                last = node;
                count++;
                text.append(segment(schema, segment, number, count)).append("'\n");
            }
            node = wanted ? node + 1 : segment.end();
        }
    }

    /** In DELFOR a LIN behind the lines of a place belongs to that place, so the lines outside of places cannot follow. */
    private static boolean leadsTo(Schema schema, int from, SegmentNode segment) {
        return schema.step(from, schema.tagIndex(segment.tag())) == segment.index() + 1;
    }

    private static String segment(Schema schema, SegmentNode segment, int number, int count) {
        return switch (segment.name()) {
            case "UNH" ->
                "UNH+" + number + "+" + schema.setType() + ":" + release(schema).replace('.', ':') + ":UN";
            case "UNT" -> "UNT+" + count + "+" + number;
            case "UNS" -> "UNS+S";
            case "BGM" -> "BGM+" + value(segment.layout().elements().get(0)) + "+PO-17";
            case "ALC" -> "ALC+A";
            case "CPS" -> "CPS+" + count;
            default -> segment.name() + elements(segment.layout());
        };
    }

    private static String release(Schema schema) {
        return "D." + schema.release().substring(1).toUpperCase(Locale.ROOT);
    }

    private static String elements(LayoutRule layout) {
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (int place = 1; place <= layout.size(); place++) {
            last = layout.elements().get(place - 1).mandatory() ? place : last;
        }
        for (int place = 1; place <= Math.max(1, last); place++) {
            ElementRule element = layout.elements().get(place - 1);
            text.append('+').append(element.mandatory() || last == 0 ? value(element) : "");
        }
        return text.toString();
    }

    private static String value(ElementRule element) {
        LayoutRule components = element.components();
        if (components == null) {
            return simple(element);
        }
        StringBuilder text = new StringBuilder();
        int last = 1;
        for (int place = 1; place <= components.size(); place++) {
            last = components.elements().get(place - 1).mandatory() ? place : last;
        }
        for (int place = 1; place <= last; place++) {
            ElementRule component = components.elements().get(place - 1);
            text.append(place == 1 ? "" : ":");
            text.append(component.mandatory() || last == 1 ? simple(component) : "");
        }
        return text.toString();
    }

    private static String simple(ElementRule element) {
        if (element.codes() != null) {
            return element.codes().codes().stream().sorted().findFirst().orElseThrow();
        }
        return "1".repeat(Math.max(1, element.shortest()));
    }
}
