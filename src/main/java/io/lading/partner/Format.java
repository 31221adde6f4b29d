package io.lading.partner;

import io.lading.interchange.Standard;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a document looks like at a partner's: the {@code as} of an agreement. */
public sealed interface Format {

    /** What a message says was expected. */
    String EXPECTED =
            "a format: x12/004010/850, edifact/d96a/ORDERS, json, cloudevents/1.0 or a map's id such as xml/acme-order";

    /** How the bytes look, so far as that decides which agreement a transmission without envelope falls under. */
    Content content();

    /** As files write it. */
    String text();

    /** The looks of bytes; named like the syntaxes that detection tells apart. */
    enum Content {
        X12,
        EDIFACT,
        XML,
        JSON,
        TEXT
    }

    /**
     * A transaction set of X12 or EDIFACT.
     *
     * @param release {@code 004010}, {@code 005010X230}, {@code D.96A}: as GS08 or UNH say it
     * @param set {@code 850}, {@code ORDERS}
     */
    record Edi(Standard standard, String release, String set) implements Format {
        private static final int X12_RELEASE = 6;

        @Override
        public Content content() {
            return standard == Standard.X12 ? Content.X12 : Content.EDIFACT;
        }

        /** The release without an industry suffix: {@code 004010} of {@code 004010VICS}. */
        public String baseRelease() {
            return isBase() ? release : release.substring(0, X12_RELEASE);
        }

        /** True unless the release has an industry suffix. */
        public boolean isBase() {
            return standard != Standard.X12 || release.length() <= X12_RELEASE;
        }

        boolean isBaseOf(String other) {
            return standard == Standard.X12 && other.startsWith(release);
        }

        @Override
        public String text() {
            boolean x12 = standard == Standard.X12;
            String written = x12 ? release : release.replace(".", "").toLowerCase(Locale.ROOT);
            return (x12 ? "x12/" : "edifact/") + written + "/" + set;
        }
    }

    /** The canonical document as JSON. */
    record CanonicalJson() implements Format {
        @Override
        public Content content() {
            return Content.JSON;
        }

        @Override
        public String text() {
            return "json";
        }
    }

    /** An event in a CloudEvents envelope. */
    record CloudEvents() implements Format {
        @Override
        public Content content() {
            return Content.JSON;
        }

        @Override
        public String text() {
            return "cloudevents/1.0";
        }
    }

    /** Whatever a map of {@code mappings/} reads or writes. */
    record Mapped(String map) implements Format {
        private static final List<String> XML = List.of("xml/", "ubl/", "cxml", "idoc");

        @Override
        public Content content() {
            if (XML.stream().anyMatch(map::startsWith)) {
                return Content.XML;
            }
            return map.startsWith("json/") ? Content.JSON : Content.TEXT;
        }

        @Override
        public String text() {
            return map;
        }
    }

    /** Reads the {@code as} of an agreement; nothing if the text is no format. */
    static Optional<Format> parse(String text) {
        if (text.equals("json")) {
            return Optional.of(new CanonicalJson());
        }
        if (text.equals("cloudevents/1.0")) {
            return Optional.of(new CloudEvents());
        }
        if (text.startsWith("x12/") || text.startsWith("edifact/")) {
            return parseEdi(text.split("/", -1));
        }
        boolean map = text.matches("[a-z0-9.-]+(/[A-Za-z0-9._-]+)*");
        return map && !text.startsWith("cloudevents") ? Optional.of(new Mapped(text)) : Optional.empty();
    }

    private static Optional<Format> parseEdi(String[] parts) {
        if (parts.length != 3) {
            return Optional.empty();
        }
        if (parts[0].equals("x12")) {
            boolean fits = parts[1].matches("[0-9]{6}[A-Z0-9]{0,6}") && parts[2].matches("[0-9]{3}");
            return fits ? Optional.of(new Edi(Standard.X12, parts[1], parts[2])) : Optional.empty();
        }
        boolean fits = parts[1].matches("d[0-9]{2}[ab]") && parts[2].matches("[A-Z]{6}");
        String release =
                "D." + parts[1].substring(Math.min(1, parts[1].length())).toUpperCase(Locale.ROOT);
        return fits ? Optional.of(new Edi(Standard.EDIFACT, release, parts[2])) : Optional.empty();
    }
}
