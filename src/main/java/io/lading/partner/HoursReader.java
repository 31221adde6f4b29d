package io.lading.partner;

import io.lading.yaml.YamlNode.TextNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads when connections of one partner may be used. */
final class HoursReader {
    private final ZoneId zone;
    private final Set<LocalDate> holidays;

    /** @param file the partner's, for its holidays */
    HoursReader(FileReading file, ZoneId zone) {
        this.zone = zone;
        this.holidays = holidays(file);
    }

    /** The dates on which the partner neither opens a window nor has a cut-off. */
    static Set<LocalDate> holidays(FileReading file) {
        Set<LocalDate> out = new TreeSet<>();
        for (TextNode text : file.texts("holidays")) {
            try {
                out.add(LocalDate.parse(text.value()));
            } catch (DateTimeException e) {
                file.problems()
                        .add(
                                text.place(),
                                "'holidays' expects dates such as 2026-12-25, found '" + text.value() + "'.");
            }
        }
        return Set.copyOf(out);
    }

    /** Nothing where nothing is said: then it takes what is sent at any time. */
    Optional<OpeningHours> read(FileReading connection) {
        List<OpeningHours.Window> windows = new ArrayList<>();
        for (TextNode text : connection.texts("window")) {
            Optional<OpeningHours.Window> window = OpeningHours.Window.parse(text.value());
            window.ifPresent(windows::add);
            if (window.isEmpty()) {
                connection
                        .problems()
                        .add(
                                text.place(),
                                "'window' expects " + OpeningHours.EXPECTED + ", found '" + text.value() + "'.");
            }
        }
        return windows.isEmpty()
                ? Optional.empty()
                : Optional.of(new OpeningHours(List.copyOf(windows), holidays, zone));
    }
}
