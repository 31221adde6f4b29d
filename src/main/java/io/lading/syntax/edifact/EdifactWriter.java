package io.lading.syntax.edifact;

import io.lading.interchange.Finding;
import io.lading.interchange.Usage;
import io.lading.syntax.InterchangeWriter;
import io.lading.syntax.WrittenSet;
import io.lading.syntax.edifact.EdifactSettings.Party;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes EDIFACT interchanges by the book: with or without UNA and groups, trailers with counts. Single-threaded. */
public final class EdifactWriter extends InterchangeWriter {
    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
    private static final String AGENCY = "UN";

    private final EdifactOutput out;
    private int version;

    /** @param findings takes what could not be written as given; an error among them means: do not send this */
    public EdifactWriter(Consumer<Finding> findings) {
        this(findings, new EdifactOutput());
    }

    private EdifactWriter(Consumer<Finding> findings, EdifactOutput out) {
        super(findings, out);
        this.out = out;
    }

    // ---- envelopes ------------------------------------------------------------------------------------------------

    /**
     * @param reference UNB 0020
     * @param time in the partner's zone
     */
    public void beginInterchange(EdifactSettings settings, String reference, LocalDateTime time) {
        requireNoInterchange();
        out.beginInterchange(settings);
        version = settings.version();
        openInterchange(reference);
        begin("UNB");
        component(1, 1, 1, settings.level().name());
        component(1, 1, 2, String.valueOf(version));
        party(2, settings.sender());
        party(3, settings.receiver());
        dateAndTime(4, time);
        element(5, reference);
        element(7, settings.application());
        element(9, settings.acknowledgementRequested() ? "1" : "");
        element(10, settings.agreement());
        element(11, settings.usage() == Usage.PRODUCTION ? "" : settings.usage() == Usage.TEST ? "1" : "2");
        end();
    }

    private void party(int place, Party party) {
        component(place, 1, 1, party.id());
        component(place, 1, 2, party.qualifier());
        component(place, 1, 3, party.address());
    }

    private void dateAndTime(int place, LocalDateTime time) {
        component(place, 1, 1, (version >= 4 ? LONG_DATE : SHORT_DATE).format(time));
        component(place, 1, 2, TIME.format(time));
    }

    /**
     * @param reference UNG 0048
     * @param time in the partner's zone
     */
    public void beginGroup(EdifactGroup settings, String reference, LocalDateTime time) {
        openGroup(reference);
        begin("UNG");
        element(1, settings.messageType());
        component(2, 1, 1, settings.sender().id());
        component(2, 1, 2, settings.sender().qualifier());
        component(3, 1, 1, settings.receiver().id());
        component(3, 1, 2, settings.receiver().qualifier());
        dateAndTime(4, time);
        element(5, reference);
        element(6, AGENCY);
        release(7, 1, settings.release());
        component(7, 1, 3, settings.association());
        end();
    }

    private void release(int place, int firstComponent, String release) {
        int dot = release.indexOf('.');
        component(place, 1, firstComponent, dot < 0 ? release : release.substring(0, dot));
        component(place, 1, firstComponent + 1, dot < 0 ? "" : release.substring(dot + 1));
    }

    /**
     * @param reference UNH 0062
     * @param release {@code D.96A}
     * @param association UNH 0057, or empty
     */
    public void beginSet(String type, String reference, String release, String association) {
        openSet(type, reference);
        begin("UNH");
        element(1, reference);
        component(2, 1, 1, type);
        release(2, 2, release);
        component(2, 1, 4, AGENCY);
        component(2, 1, 5, association);
        end();
    }

    public WrittenSet endSet() {
        return endSet("UNT");
    }

    public void endGroup() {
        endGroup("UNE");
    }

    public void endInterchange() {
        endInterchange("UNZ");
    }
}
