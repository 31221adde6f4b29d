package io.lading.console;

import io.lading.interchange.FindingForm;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.tracking.AcknowledgementView;
import io.lading.tracking.Direction;
import io.lading.tracking.Finder;
import io.lading.tracking.RecordId;
import io.lading.tracking.SetView;
import io.lading.tracking.TransmissionView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes as people read them: EDI a segment a line, with what was found pinned to its place. Thread-safe. */
final class RawText {
    private static final int MOST = 128 * 1024;

    private final Finder finder;
    private final SchemaCatalog schemas;

    RawText(Finder finder, SchemaCatalog schemas) {
        this.finder = finder;
        this.schemas = schemas;
    }

    /**
     * @param elsewhere findings that stand in none of the lines
     * @param cut true if there is more than is shown
     */
    public record Text(List<SegmentLines.Line> lines, List<FindingForm> elsewhere, boolean cut) {
        static final Text NOTHING = new Text(List.of(), List.of(), false);

        static Text of(List<SegmentLines.Line> lines, List<FindingForm> findings, boolean cut) {
            List<FindingForm> elsewhere = findings.stream()
                    .filter(finding ->
                            lines.stream().noneMatch(line -> line.findings().contains(finding)))
                    .toList();
            return new Text(lines, elsewhere, cut);
        }
    }

    /** An acknowledgement we gave or got, with its text. */
    public record AnswerText(AcknowledgementView answer, Text text) {}

    /** One transaction set, with its findings. */
    Text ofSet(String transmission, TransmissionView.@Nullable Interchange interchange, SetView set) {
        Optional<Finder.Payload> payload = payload(transmission);
        if (payload.isEmpty()) {
            return Text.NOTHING;
        }
        long start = set.startOffset();
        long end = Math.min(set.endOffset(), start + MOST);
        byte[] header = finder.range(
                payload.get(), interchange == null ? 0 : interchange.startOffset(), headerEnd(interchange));
        byte[] body = finder.range(payload.get(), start, end);
        Schema schema = schemas.find(Standard.X12, set.release(), set.type()).orElse(null);
        List<SegmentLines.Line> lines = new SegmentLines(text(header), schema, set.findings()).of(text(body), start);
        return Text.of(lines, set.findings(), end < set.endOffset());
    }

    private static long headerEnd(TransmissionView.@Nullable Interchange interchange) {
        return (interchange == null ? 0 : interchange.startOffset()) + SegmentLines.ISA_LENGTH;
    }

    /** A whole transmission, with all findings in it. */
    Text ofTransmission(TransmissionView view) {
        List<FindingForm> findings = new ArrayList<>(view.findings());
        String release = "";
        String type = "";
        for (TransmissionView.Interchange interchange : view.interchanges()) {
            findings.addAll(interchange.findings());
            for (TransmissionView.Group group : interchange.groups()) {
                findings.addAll(group.findings());
                for (SetView set : group.listed()) {
                    findings.addAll(set.findings());
                    release = set.release();
                    type = set.type();
                }
            }
        }
        return ofTransmission(
                view.summary().id(), schemas.find(Standard.X12, release, type).orElse(null), findings);
    }

    Text ofTransmission(String transmission) {
        return ofTransmission(transmission, null, List.of());
    }

    private Text ofTransmission(String transmission, @Nullable Schema schema, List<FindingForm> findings) {
        return payload(transmission)
                .map(payload -> {
                    String text = text(finder.range(payload, 0, MOST));
                    return Text.of(
                            new SegmentLines(text, schema, findings).of(text, 0), findings, payload.size() > MOST);
                })
                .orElse(Text.NOTHING);
    }

    /** Our own answers, each once, as they were sent. */
    List<AnswerText> ofAnswers(Collection<AcknowledgementView> answers) {
        List<AnswerText> texts = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (AcknowledgementView answer : answers) {
            String carrier = answer.transmission();
            if (carrier != null && answer.direction() == Direction.OUT && !shown.contains(carrier)) {
                shown.add(carrier);
                texts.add(new AnswerText(answer, ofTransmission(carrier)));
            }
        }
        return texts;
    }

    private Optional<Finder.Payload> payload(String transmission) {
        return RecordId.parse(transmission).stream()
                .mapToObj(finder::payloadOf)
                .flatMap(Optional::stream)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Every byte is a character, so that offsets stay offsets. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
