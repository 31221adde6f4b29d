package io.lading.cli;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.mapping.EdiSource;
import io.lading.mapping.Translation;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Translates every transaction set it hears of by the binding for its type. For one use. */
final class SetTranslation implements InterchangeListener {
    private final String file;
    private final Bindings bindings;
    private final FindingText findings;
    private final Consumer<Document> documents;
    private final FieldOrigins origins;
    private @Nullable InterchangeHeader interchange;
    private String group = "";

    SetTranslation(
            String file, Bindings bindings, FindingText findings, Consumer<Document> documents, FieldOrigins origins) {
        this.origins = origins;
        this.file = file;
        this.bindings = bindings;
        this.findings = findings;
        this.documents = documents;
    }

    /** The header of the interchange read last: who sent it to whom. */
    Optional<InterchangeHeader> interchange() {
        return Optional.ofNullable(interchange);
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        interchange = header;
    }

    @Override
    public void groupStarted(GroupHeader header) {
        group = header.controlNumber();
    }

    @Override
    public boolean takesParts() {
        return true;
    }

    /** Each part of a stream of lines becomes a document of its own, with the set's header. */
    @Override
    public void setPart(SetHeader header, SegmentTable part) {
        translate(header, part);
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        translate(header, set);
    }

    private void translate(SetHeader header, SegmentTable set) {
        Position place = new Position(
                file,
                interchange == null ? "" : interchange.controlNumber(),
                group,
                header.controlNumber(),
                header.type(),
                null,
                0,
                0,
                0,
                0,
                null,
                header.offset());
        EdiSource source = new EdiSource(set, place, header.release());
        Optional<Translation> translation =
                interchange == null ? Optional.empty() : bindings.read(interchange.standard(), source);
        if (translation.isEmpty()) {
            findings.print(
                    Finding.error(FindingCode.UNSUPPORTED_TYPE, place, "a set that a binding reads", header.type()));
            return;
        }
        findings.print(translation.get().findings());
        findings.print(translation.get().unused());
        if (interchange != null) {
            origins.remember(interchange.standard(), source, translation.get().documents());
        }
        translation.get().documents().forEach(documents);
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {}

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {}

    @Override
    public void finding(Finding finding) {
        findings.print(finding);
    }
}
