package io.lading.cli;

import io.lading.document.Document;
import io.lading.interchange.Usage;
import io.lading.mapping.OutboundMap;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.edifact.EdifactSettings;
import io.lading.syntax.edifact.EdifactWriter;
import io.lading.syntax.x12.EnvelopeSettings;
import io.lading.syntax.x12.GroupSettings;
import io.lading.syntax.x12.X12Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/** Writes documents as interchanges, a line for each segment. Control numbers start from 1. */
final class EdiText {
    private final EdiFormat format;
    private final Bindings bindings;
    private final Examination examination;
    private final FindingText findings;
    private final FieldOrigins origins;
    private final LocalDateTime at;
    private long interchanges;

    EdiText(
            EdiFormat format,
            Bindings bindings,
            Examination examination,
            FindingText findings,
            FieldOrigins origins,
            LocalDateTime at) {
        this.origins = origins;
        this.format = format;
        this.bindings = bindings;
        this.examination = examination;
        this.findings = findings;
        this.at = at;
    }

    /** Who sends to whom, with the qualifiers of the format's standard. */
    record Envelope(EdiAddress sender, EdiAddress receiver, Usage usage) {}

    String write(List<Document> documents, Envelope envelope) {
        return switch (format.standard()) {
            case X12 -> x12(documents, envelope);
            case EDIFACT -> edifact(documents, envelope);
        };
    }

    private String x12(List<Document> documents, Envelope envelope) {
        X12Writer writer = new X12Writer(findings::print);
        EdiAddress sender = envelope.sender();
        EdiAddress receiver = envelope.receiver();
        EnvelopeSettings settings = EnvelopeSettings.between(
                        sender.qualifier(), sender.id(), receiver.qualifier(), receiver.id())
                .with(format.envelopeVersion(), false, envelope.usage())
                .withSuffix(SegmentSuffix.LF);
        writer.beginInterchange(settings, ++interchanges, at);
        WrittenInterchange sets = sets();
        String open = "";
        long groups = 0;
        int ordinal = 0;
        for (Document document : documents) {
            OutboundMap.OfSegments binding = binding(document);
            String group = schema(binding).functionalGroup();
            if (!group.equals(open)) {
                if (!open.isEmpty()) {
                    writer.endGroup();
                }
                writer.beginGroup(new GroupSettings(group, sender.id(), receiver.id(), format.release()), ++groups, at);
                open = group;
                ordinal = 0;
            }
            writer.beginSet(binding.setType(), String.format(Locale.ROOT, "%04d", ++ordinal), "");
            sets.add(document, binding, binding.write(document, writer, format.release(), bindings.lookups()));
            writer.endSet();
        }
        writer.endGroup();
        writer.endInterchange();
        return checked(writer.toByteArray(), sets, StandardCharsets.UTF_8);
    }

    private String edifact(List<Document> documents, Envelope envelope) {
        EdifactWriter writer = new EdifactWriter(findings::print);
        EdifactSettings usual = EdifactSettings.between(party(envelope.sender()), party(envelope.receiver()));
        EdifactSettings settings = usual.with(usual.application(), false, usual.agreement(), envelope.usage())
                .withDelimiters(usual.una(), usual.delimiters(), SegmentSuffix.LF);
        writer.beginInterchange(settings, String.valueOf(++interchanges), at);
        WrittenInterchange sets = sets();
        int ordinal = 0;
        for (Document document : documents) {
            OutboundMap.OfSegments binding = binding(document);
            schema(binding);
            writer.beginSet(binding.setType(), String.valueOf(++ordinal), format.release(), "");
            sets.add(document, binding, binding.write(document, writer, format.release(), bindings.lookups()));
            writer.endSet();
        }
        writer.endInterchange();
        return checked(writer.toByteArray(), sets, settings.level().charset());
    }

    private WrittenInterchange sets() {
        return new WrittenInterchange(bindings, examination, findings, origins, format.release());
    }

    private static String checked(byte[] bytes, WrittenInterchange sets, Charset charset) {
        sets.check(bytes);
        return new String(bytes, charset);
    }

    private static EdifactSettings.Party party(EdiAddress address) {
        return new EdifactSettings.Party(address.id(), address.qualifier(), "");
    }

    private Schema schema(OutboundMap.OfSegments binding) {
        return examination
                .schema(format.standard(), format.release(), binding.setType())
                .orElseThrow(() -> new WrongUseException("There is no schema of " + binding.setType() + " in release "
                        + format.release() + ". `lading schema show` lists those there are."));
    }

    private OutboundMap.OfSegments binding(Document document) {
        return bindings.writers(format.standard(), document.type()).stream()
                .flatMap(map -> map.outbound().stream())
                .map(OutboundMap.OfSegments.class::cast)
                .filter(writer -> format.setType().isEmpty() || format.setType().equals(writer.setType()))
                .findFirst()
                .orElseThrow(() -> new WrongUseException("No binding writes " + document.type() + " as "
                        + format.standard().label() + " " + (format.setType().isEmpty() ? "" : format.setType() + " ")
                        + "in release " + format.release() + "."));
    }
}
