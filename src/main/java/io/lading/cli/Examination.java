package io.lading.cli;

import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Examines files with the hub's own engine and schemas, without a hub. */
final class Examination {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final SchemaCatalog schemas;

    private Examination(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    /**
     * What one file holds.
     *
     * @param outside findings that belong to no interchange
     */
    record Result(List<InterchangeOutcome> interchanges, List<Finding> outside) {}

    static Examination load() {
        Problems problems = new Problems();
        SchemaCatalog schemas = SchemaCatalog.load(Home.folder().resolve("mappings"), problems);
        if (!problems.isEmpty()) {
            throw new WrongUseException("The schemas cannot be used: " + problems.list());
        }
        return new Examination(schemas);
    }

    /** Files as they are, folders by all the files below them. */
    static List<Path> expand(List<Path> given) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> below = Files.walk(path)) {
                    below.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            } else if (path.equals(STANDARD_INPUT) || Files.isReadable(path)) {
                files.add(path);
            } else {
                throw new WrongUseException("There is no file " + path + " that can be read.");
            }
        }
        return files;
    }

    /** All bytes of a file, or of standard input. */
    static byte[] read(Path file) throws IOException {
        return file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file);
    }

    SchemaCatalog schemas() {
        return schemas;
    }

    Result examine(Path file) throws IOException {
        byte[] bytes = read(file);
        List<InterchangeOutcome> interchanges = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        String name = file.toString();
        SyntaxKind syntax = SyntaxDetector.detect(bytes, bytes.length);
        if (syntax != SyntaxKind.X12 && syntax != SyntaxKind.EDIFACT) {
            findings.add(unsupported(name, syntax));
            return new Result(interchanges, findings);
        }
        InterchangeExaminer examiner = new InterchangeExaminer(
                name,
                (interchange, group, set) -> schemas.find(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                interchanges::add);
        InterchangeReader.read(bytes, ReaderOptions.strict(name), examiner);
        findings.addAll(examiner.findingsOutside());
        return new Result(interchanges, findings);
    }

    static Finding unsupported(String name, SyntaxKind syntax) {
        FindingCode code =
                switch (syntax) {
                    case EMPTY -> FindingCode.EMPTY_INPUT;
                    case UNKNOWN, TEXT -> FindingCode.NOT_EDI;
                    case X12, EDIFACT, XML, JSON -> FindingCode.UNSUPPORTED_TYPE;
                };
        String found = syntax == SyntaxKind.EMPTY ? "" : syntax.name();
        return Finding.error(code, Position.atOffset(0).inFile(name), "an X12 or EDIFACT interchange", found);
    }
}
