package io.lading.schema.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.Needs;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports into a copy of our schemas: what a directory has must stay as it is, and what comes must be usable. */
class DirectoryImportTest {
    private static final Path OURS = Path.of("mappings");
    private static final String MESSAGE = """
            <xsd:complexType name="%s"><xsd:sequence>
              <xsd:element name="UNH"/><xsd:element name="%s" minOccurs="1" maxOccurs="1"/>
            </xsd:sequence></xsd:complexType>
            """;

    @TempDir
    private Path scratch;

    private Path mappings = Path.of("");

    @BeforeEach
    void copyOurs() throws IOException {
        mappings = scratch.resolve("mappings");
        Path from = OURS.resolve("schemas/edifact");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = mappings.resolve("schemas/edifact")
                        .resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    @Test
    void aFurtherMessageChangesNothingForThoseThereAre() throws IOException {
        Map<String, String> before = versionsOf("d96a");
        Path jar = jar("d96a", MESSAGE.formatted("NEWMSG", "ZZX"), """
                <xsd:complexType name="ZZX-NewSegment"><xsd:sequence>
                  <xsd:element name="E9X99" minOccurs="1" maxOccurs="1"/>
                </xsd:sequence></xsd:complexType>
                <xsd:simpleType name="E9999-NewElement"><xsd:restriction base="x:alpha1-3">
                  <xsd:enumeration value="A"/></xsd:restriction></xsd:simpleType>
                """.replace("E9X99", "E9999"));

        DirectoryImport.run(jar, mappings, List.of("NEWMSG"), DirectoryImport.SERVICE_SEGMENTS);

        SchemaCatalog catalog = load();
        assertThat(catalog.find(Standard.EDIFACT, "D.96A", "NEWMSG")).isPresent();
        assertThat(catalog.find(Standard.EDIFACT, "D.96A", "NEWMSG")
                        .orElseThrow()
                        .layout("ZZX"))
                .isNotNull();
        before.forEach((message, text) ->
                assertThat(described(catalog, "D.96A", message)).as(message).isEqualTo(text));
        assertThat(catalog.find(Standard.EDIFACT, "D.97A", "ORDERS")).isPresent();
    }

    @Test
    void whatCannotBeWrittenWholeIsNotWrittenAtAll() throws IOException {
        Path jar = jar("d07a", MESSAGE.formatted("NEWMSG", "ZZX"), "");

        assertThatThrownBy(() -> DirectoryImport.run(jar, mappings, List.of(), "d01b"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("uses a segment ZZX that it lacks; nothing was written");
        assertThat(mappings.resolve("schemas/edifact/d07a")).doesNotExist();
    }

    /** All that Maven Central has, with all messages: as new folders, and into those we ship. */
    @Test
    @Tag("long")
    void everyDirectoryIsImportedWholeAndBreaksNoneOfOurs() throws IOException, InterruptedException {
        Map<String, Map<String, String>> ours = new TreeMap<>();
        for (String folder : List.of("d93a", "d96a", "d96b", "d97a", "d97b", "d01b", "d03b", "d09b", "d10a", "d11a")) {
            ours.put(folder, versionsOf(folder));
        }
        List<String> directories = directories();
        Path jars = download(directories);
        for (String directory : directories) {
            Path jar = jars.resolve("edifact-schemas-2.0.0-" + directory + ".jar");
            DirectoryImport.run(jar, mappings, List.of(), DirectoryImport.SERVICE_SEGMENTS);
        }

        for (String directory : directories) {
            SchemaCatalog catalog = loaded(directory);
            ours.getOrDefault(directory, Map.of())
                    .forEach((message, text) -> assertThat(described(catalog, release(directory), message))
                            .as(directory + " " + message)
                            .isEqualTo(text));
            assertThat(catalog.find(Standard.EDIFACT, release(directory), "ORDERS"))
                    .as(directory)
                    .isPresent();
            assertThat(catalog.find(Standard.EDIFACT, release(directory), "CUSCAR"))
                    .as(directory)
                    .isPresent();
        }
    }

    /** One directory with every message it has; all of them at once are more than a test should hold. */
    private SchemaCatalog loaded(String directory) {
        Problems problems = new Problems();
        SchemaCatalog catalog = SchemaCatalog.onDemand(mappings, problem -> problems.addAll(List.of(problem)));
        List<String> messages = catalog.ids().stream()
                .filter(id -> id.startsWith("edifact/" + directory + "/"))
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .toList();
        messages.forEach(message -> catalog.find(Standard.EDIFACT, release(directory), message));
        assertThat(problems.list()).as(directory).isEmpty();
        assertThat(messages).as(directory).isNotEmpty();
        return catalog;
    }

    /** D.93A to D.21B, as Maven Central has them. */
    private static List<String> directories() {
        List<String> all = new ArrayList<>(List.of("d93a"));
        for (int year = 1994; year <= 2021; year++) {
            for (char half : new char[] {'a', 'b'}) {
                all.add("d%02d%c".formatted(year % 100, half));
            }
        }
        all.add(all.indexOf("d02a"), "d01c");
        return all;
    }

    private Path download(List<String> directories) throws IOException, InterruptedException {
        Path pom = scratch.resolve("pom.xml");
        StringBuilder items = new StringBuilder();
        for (String directory : directories) {
            items.append(
                            "<dependency><groupId>org.smooks.cartridges.edi</groupId><artifactId>edifact-schemas</artifactId>")
                    .append("<version>2.0.0</version><classifier>")
                    .append(directory)
                    .append("</classifier></dependency>\n");
        }
        Files.writeString(
                pom,
                "<project><modelVersion>4.0.0</modelVersion><groupId>t</groupId><artifactId>t</artifactId>"
                        + "<version>1</version><packaging>pom</packaging><dependencies>" + items
                        + "</dependencies></project>");
        Path jars = scratch.resolve("jars");
        Process maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-q",
                        "-f",
                        pom.toString(),
                        "dependency:copy-dependencies",
                        "-DoutputDirectory=" + jars,
                        "-DexcludeTransitive=true")
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("mvn.log").toFile())
                .start();
        boolean ended = maven.waitFor(10, TimeUnit.MINUTES);
        Needs.thatHolds(
                ended && maven.exitValue() == 0,
                "the jars of edifact-schemas from Maven Central: " + Files.readString(scratch.resolve("mvn.log")));
        return jars;
    }

    private static String release(String folder) {
        return "D." + folder.substring(1).toUpperCase(java.util.Locale.ROOT);
    }

    private SchemaCatalog load() {
        Problems problems = new Problems();
        SchemaCatalog catalog = SchemaCatalog.load(mappings, problems);
        assertThat(problems.list()).isEmpty();
        return catalog;
    }

    private static Map<String, String> versionsOf(String folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        SchemaCatalog catalog = SchemaCatalog.load(OURS, new Problems());
        try (Stream<Path> files = Files.list(OURS.resolve("schemas/edifact").resolve(folder))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.equals(name.toUpperCase(java.util.Locale.ROOT)))
                    .forEach(name -> texts.put(name, described(catalog, release(folder), name)));
        }
        return texts;
    }

    /** All that a schema says: its segments with their elements, lengths and codes. */
    private static String described(SchemaCatalog catalog, String release, String message) {
        Schema schema = catalog.find(Standard.EDIFACT, release, message).orElseThrow();
        StringBuilder out = new StringBuilder();
        for (int node = 0; node < schema.nodeCount(); node++) {
            var place = schema.node(node);
            out.append(place.name())
                    .append(place.mandatory())
                    .append(place.most())
                    .append('\n');
            place.layout().elements().forEach(element -> describe(out, element));
        }
        return out.toString();
    }

    private static void describe(StringBuilder out, io.lading.schema.ElementRule element) {
        out.append(element.reference())
                .append(element.type())
                .append(element.shortest())
                .append('/');
        out.append(element.longest()).append(element.mandatory());
        var codes = element.codes();
        out.append(codes == null ? "" : new java.util.TreeSet<>(codes.codes())).append('\n');
        var components = element.components();
        if (components != null) {
            components.elements().forEach(component -> describe(out, component));
        }
    }

    private Path jar(String directory, String messages, String segments) throws IOException {
        Path jar = scratch.resolve(directory + ".jar");
        String begin = "<xsd:schema xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:x=\"x\">";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(directory + "/EDIFACT-Messages.dfdl.xsd"));
            zip.write((begin + messages + "</xsd:schema>").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(directory + "/EDIFACT-Segments.dfdl.xsd"));
            zip.write((begin + segments + "</xsd:schema>").getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
