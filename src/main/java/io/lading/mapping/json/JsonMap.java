package io.lading.mapping.json;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.document.DocumentJson.Problem;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.BusinessNumbers;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents of one type ↔ canonical JSON. */
public final class JsonMap implements InboundMap.OfText, OutboundMap.OfText {
    private final String documentType;

    public JsonMap(String documentType) {
        this.documentType = documentType;
    }

    @Override
    public Translation read(TextSource source, Lookups lookups) {
        DocumentJson.Outcome outcome = DocumentJson.read(utf8(source));
        List<Finding> findings = outcome.problems().stream()
                .map(problem -> finding(problem, source.file()))
                .toList();
        for (Document document : outcome.documents()) {
            if (!document.type().equals(documentType)) {
                return new Translation(List.of(), List.of(wrongType(document, source)), List.of());
            }
        }
        return new Translation(outcome.documents(), findings, List.of());
    }

    /** Of a JSON text that is no sound document, too: what it names its number is one. */
    @Override
    public BusinessNumbers numbers(TextSource source, Lookups lookups) {
        return numbers(utf8(source), documentType);
    }

    /** @param usualType what a text that does not say its type is */
    public static BusinessNumbers numbers(byte[] json, String usualType) {
        DocumentJson.Numbers found = DocumentJson.numbers(json);
        return new BusinessNumbers(found.type().isEmpty() ? usualType : found.type(), found.numbers());
    }

    private static byte[] utf8(TextSource source) {
        return source.charset().equals(StandardCharsets.UTF_8)
                ? source.bytes()
                : new String(source.bytes(), source.charset()).getBytes(StandardCharsets.UTF_8);
    }

    private Finding wrongType(Document document, TextSource source) {
        Position position = Position.inText(source.file(), 1, 0, DocumentJson.TYPE, 0);
        return new Finding(
                FindingCode.VALUE_NOT_USABLE,
                Severity.ERROR,
                Finding.Origin.MAP,
                position,
                documentType,
                document.type());
    }

    private static Finding finding(Problem problem, @Nullable String file) {
        FindingCode code =
                switch (problem.kind()) {
                    case NOT_JSON, UNKNOWN_FIELD, WRONG_VALUE -> FindingCode.VALUE_NOT_USABLE;
                    case MISSING_FIELD -> FindingCode.FIELD_MISSING;
                };
        Position position = Position.inText(file, problem.line(), 0, problem.path(), problem.offset());
        return new Finding(code, Severity.ERROR, Finding.Origin.MAP, position, problem.expected(), problem.found());
    }

    @Override
    public Rendering write(Document document, Lookups lookups) {
        return new Rendering(DocumentJson.write(document), "application/json", "json", List.of());
    }
}
