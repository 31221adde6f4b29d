package io.lading.partner;

import io.lading.yaml.Problems;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.YamlNode.TextNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads until when the documents of a partner's agreements wait for each other. */
final class CollectingReader {
    static final Fields COLLECT = Shape.fields(
            "Documents wait, and leave together in one interchange, at the first of these.",
            Shape.optional(
                    "at",
                    Shape.items(Shape.text("A cut-off by the clocks of the partner's zone, such as MON-FRI 17:00."))),
            Shape.optional("within", Shape.duration("So long after the first document.")),
            Shape.optional("documents", Shape.wholeNumber("Once so many wait, 1000 at most.")),
            Shape.optional("kilobytes", Shape.wholeNumber("Once so many thousand bytes wait, 64000 at most.")));

    private static final String KEY = "collect";

    private final ZoneId zone;
    private final Set<LocalDate> holidays;

    CollectingReader(PartnerFile file, ZoneId zone) {
        this.zone = zone;
        this.holidays = HoursReader.holidays(new FileReading(file.root(), new Problems()));
    }

    /** Nothing where nothing is said: then each document leaves at once. */
    Optional<Collecting> read(FileReading entry, Format format) {
        if (!entry.has(KEY)) {
            return Optional.empty();
        }
        if (!(format instanceof Format.Edi)) {
            entry.problem(
                    KEY, "Only EDI can be collected into an interchange; '" + format.text() + "' leaves by itself.");
            return Optional.empty();
        }
        FileReading block = entry.of(KEY);
        List<Collecting.CutOff> cutOffs = new ArrayList<>();
        for (TextNode text : block.texts("at")) {
            Optional<Collecting.CutOff> cutOff = Collecting.CutOff.parse(text.value());
            cutOff.ifPresent(cutOffs::add);
            if (cutOff.isEmpty()) {
                block.problems()
                        .add(text.place(), "'at' expects " + Collecting.EXPECTED + ", found '" + text.value() + "'.");
            }
        }
        Optional<Duration> within =
                block.has("within") ? Optional.of(block.duration("within", Duration.ZERO)) : Optional.empty();
        if (!block.has("at") && within.isEmpty()) {
            entry.problem(
                    KEY,
                    "'collect' needs a time, 'at: MON-FRI 17:00' or 'within: 4h': without one the last documents would"
                            + " wait for ever.");
        }
        return Optional.of(new Collecting(
                List.copyOf(cutOffs),
                holidays,
                zone,
                within,
                most(block, "documents", Collecting.MOST_DOCUMENTS),
                most(block, "kilobytes", Collecting.MOST_KILOBYTES)));
    }

    private static int most(FileReading block, String key, int most) {
        int count = block.has(key) ? block.count(key, 0) : 0;
        if (count > most) {
            block.problem(key, "'" + key + "' must be at most " + most + "; found " + count + ".");
        }
        return count;
    }
}
