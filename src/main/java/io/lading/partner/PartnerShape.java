package io.lading.partner;

import io.lading.configuration.Environment;
import io.lading.partner.AcknowledgementPolicy.Functional;
import io.lading.partner.AcknowledgementPolicy.Guide;
import io.lading.partner.AcknowledgementPolicy.Ta1;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a partner file may hold: the one statement from which checking and the editors' schema come. */
final class PartnerShape {
    private static final Shape ADDRESS = Shape.text("An interchange address, qualifier:id, such as ZZ:BUYER01.");

    private static final Fields IDENTIFIER = Shape.fields(
            "A name the partner goes by.",
            Shape.required(
                    "scheme",
                    new Shape.Choice(
                            Identifier.Scheme.words(), "x12 and edifact address interchanges; others parties.")),
            Shape.optional("qualifier", Shape.text("ISA05/07 or UNB 0007, such as ZZ or 14.")),
            Shape.required("id", Shape.text("The name itself, without padding.")));

    static final Fields ACKNOWLEDGE = Shape.fields(
            "What we answer on the EDI level.",
            Shape.optional(
                    "functional",
                    new Shape.Choice(
                            Stream.of(Functional.values()).map(Functional::word).toList(),
                            "The functional acknowledgement (default 997; CONTRL for EDIFACT).")),
            Shape.optional(
                    "ta1",
                    new Shape.Choice(
                            Stream.of(Ta1.values()).map(Ta1::word).toList(),
                            "The interchange acknowledgement (default requested: where ISA14 asks for it).")),
            Shape.optional(
                    "guide",
                    new Shape.Choice(
                            Stream.of(Guide.values()).map(Guide::word).toList(),
                            "What becomes of documents that break only the guide (default reject); 824 takes them and"
                                    + " tells what is wrong in an 824, in EDIFACT an APERAK.")),
            Shape.optional(
                    "through", Shape.text("The connection answers leave by: one of this file, or partner/name.")),
            Shape.optional("within", Shape.duration("How soon the answer is owed (default 24h).")));

    private static final Fields DUPLICATES = Shape.fields(
            "How repeated interchange control numbers are taken.",
            Shape.optional("window", Shape.duration("How far back a control number counts as used (default 365d).")),
            Shape.optional(
                    "otherBytes",
                    Shape.choice("The same number with other content (default hold).", "hold", "reject", "accept")));

    static final Fields RETRY = Shape.fields(
            "When a failed delivery is tried again; what is absent comes from lading.yaml.",
            Shape.optional("first", Shape.duration("The wait after the first failure.")),
            Shape.optional("factor", Shape.number("By which each wait grows.")),
            Shape.optional("jitter", Shape.number("The part of a wait left to chance, 0 to 1.")),
            Shape.optional("max", Shape.duration("The longest wait.")),
            Shape.optional("giveUpAfter", Shape.duration("From the first attempt; then it waits for a person.")));

    private static final Fields DELIMITERS = Shape.fields(
            "The service characters we write; in EDIFACT the defaults are + : * ' ?.",
            Shape.optional("element", Shape.text("Element separator (default *).")),
            Shape.optional("component", Shape.text("Component separator, ISA16 (default :).")),
            Shape.optional("repetition", Shape.text("Repetition separator, ISA11 from 00402 on (default ^).")),
            Shape.optional("segment", Shape.text("Segment terminator (default ~).")),
            Shape.optional("release", Shape.text("Release character of EDIFACT (default ?).")));

    private static final Fields ENVELOPE = Shape.fields(
            "How our interchanges to this partner look.",
            Shape.optional("delimiters", DELIMITERS),
            Shape.optional(
                    "segmentSuffix",
                    Shape.choice("What follows each segment terminator (default none).", "none", "lf", "crlf")),
            Shape.optional("isa01", Shape.text("Authorization qualifier (default 00).")),
            Shape.optional("isa02", Shape.text("Authorization (default blanks).")),
            Shape.optional("isa03", Shape.text("Security qualifier (default 00).")),
            Shape.optional("isa04", Shape.text("Security (default blanks).")),
            Shape.optional("isa11", Shape.text("Standards identifier before version 00402 (default U).")),
            Shape.optional("isa12", Shape.text("Interchange version (default by release: 00401, 00501).")),
            Shape.optional("isa14", Shape.choice("Ask for a TA1 (default 0).", "0", "1")),
            Shape.optional("gs02", Shape.text("Group sender (default ISA06).")),
            Shape.optional("gs03", Shape.text("Group receiver (default ISA08).")),
            Shape.optional("gs07", Shape.choice("Responsible agency (default X).", "X", "T")),
            Shape.optional("gs08", Shape.text("Release (default the agreement's).")),
            Shape.optional("syntax", Shape.text("EDIFACT: UNB S001 (default UNOC:3).")),
            Shape.optional("una", Shape.flag("EDIFACT: announce the service characters (default true).")),
            Shape.optional("unb0008", Shape.text("EDIFACT: our address for routing within.")),
            Shape.optional("unb0014", Shape.text("EDIFACT: the partner's address for routing within.")),
            Shape.optional("unb0026", Shape.text("EDIFACT: application reference.")),
            Shape.optional("unb0031", Shape.choice("EDIFACT: ask for a CONTRL (default 0).", "0", "1")),
            Shape.optional("unb0032", Shape.text("EDIFACT: interchange agreement.")),
            Shape.optional("ung", Shape.flag("EDIFACT: put messages into groups (default false).")),
            Shape.optional("ung0040", Shape.text("EDIFACT: group sender (default the interchange's).")),
            Shape.optional("ung0044", Shape.text("EDIFACT: group receiver (default the interchange's).")),
            Shape.optional("unh0057", Shape.text("EDIFACT: association code, such as EAN008.")),
            Shape.optional("upperCase", Shape.flag("EDIFACT: write letters as capitals.")),
            Shape.optional(
                    "unmappable",
                    Shape.choice("EDIFACT: what the character set lacks (default refuse).", "refuse", "substitute")),
            Shape.optional("setsPerGroup", Shape.wholeNumber("At most so many transaction sets (default 1000).")),
            Shape.optional("groupsPerInterchange", Shape.wholeNumber("At most so many groups (default 1).")),
            Shape.optional("interchangesPerFile", Shape.wholeNumber("At most so many interchanges (default 1).")));

    private static final Fields EXPECT = Shape.fields(
            "The answer the partner owes us.",
            Shape.required("functional", Shape.choice("Which acknowledgement.", "997", "999", "CONTRL")),
            Shape.optional("within", Shape.duration("When it counts as overdue (default 24h).")));

    private static final Shape LOOKUPS = Shape.named(
            "Lookup tables of its own, asked before the global ones: table name and file, or { file, onMiss }.",
            new Shape.Either(
                    Shape.text("A CSV file beside this one, its first line canonical,code or canonical,x12,edifact."),
                    Shape.fields(
                            "A table with what is to be done about values it lacks.",
                            Shape.optional("file", Shape.text("A CSV file beside this one.")),
                            Shape.optional(
                                    "onMiss",
                                    Shape.text("hold (wait, and go on by itself when filled), finding, passThrough,"
                                            + " or default X."))),
                    "A file, or a file and a policy."));

    private static final Fields DEFAULTS = Shape.fields(
            "What we put where a document says nothing and the set must; sends only.",
            Shape.optional("unit", Shape.text("The unit of quantities, such as EA.")),
            Shape.optional(
                    "lineNumbers",
                    Shape.wholeNumber("The step in which lines without a number are counted (default 1).")),
            Shape.optional(
                    "itemScheme",
                    Shape.text("The kind, such as mutual, of item numbers whose own kind has no code in the format.")));

    static final Fields AGREEMENT = Shape.fields(
            "What we have agreed about one kind of document; begins with receives or sends.",
            Shape.optional("receives", new Shape.Choice(DocumentNames.DOCUMENTS, "We receive this document.")),
            Shape.optional("sends", new Shape.Choice(sendable(), "We send this document, or events about all.")),
            Shape.optional("name", Shape.text("Tells two agreements about the same document apart.")),
            Shape.required("as", Shape.text("How the partner writes or reads it: " + Format.EXPECTED + ".")),
            Shape.optional("map", Shape.text("A map to use instead of the usual one.")),
            Shape.optional("through", Shape.text("The connection: one of this file, or partner/name.")),
            Shape.optional("guide", Shape.text("Overlay with the differences from the standard, beside this file.")),
            Shape.optional("mapOverlay", Shape.text("Overlay with what this partner's map does otherwise, beside it.")),
            Shape.optional("lookups", LOOKUPS),
            Shape.optional("defaults", DEFAULTS),
            Shape.optional(
                    "usage",
                    Shape.choice("ISA15, UNB 0035 (default production).", "production", "test", "information")),
            Shape.optional("from", ADDRESS),
            Shape.optional("to", ADDRESS),
            Shape.optional("groupFrom", Shape.text("Receives: only this group sender (GS02).")),
            Shape.optional("groupTo", Shape.text("Receives: only this group receiver (GS03).")),
            Shape.optional("fromAddress", Shape.text("Receives: only this address within the sender (UNB 0008).")),
            Shape.optional("toAddress", Shape.text("Receives: only this address within us (UNB 0014).")),
            Shape.optional("association", Shape.text("Receives: only this association code (UNH 0057; ST03).")),
            Shape.optional("acknowledge", ACKNOWLEDGE),
            Shape.optional("duplicates", DUPLICATES),
            Shape.optional(
                    "trailerDefects",
                    Shape.choice("A missing or wrong trailer (default rejectAll).", "rejectAll", "releaseGoodGroups")),
            Shape.optional(
                    "tolerant",
                    Shape.flag(
                            "Read on through envelope faults that can be understood, and join X12 lines wrapped at 80 columns.")),
            Shape.optional("deliver", Shape.items(Shape.text("Where documents go: a partner, or partner/connection."))),
            Shape.optional(
                    "order",
                    Shape.choice(
                            "What keeps its order of sending (default perOrder).",
                            "perOrder",
                            "perDestination",
                            "none")),
            Shape.optional(
                    "inOrder",
                    Shape.flag(
                            "Send interchanges in the order of their control numbers: each waits until the one before it is delivered or given up (default false).")),
            Shape.optional("collect", CollectingReader.COLLECT),
            Shape.optional(
                    "urgent",
                    Shape.items(Shape.text(
                            "A kind of document, such as rush, that neither is collected nor waits for a window."))),
            Shape.optional("expect", EXPECT),
            Shape.optional("retry", RETRY),
            Shape.optional("envelope", ENVELOPE));

    static final Fields CONNECTION = Shape.fields("One way to or from the partner.", connectionFields());

    private static final Shape USAGE = Shape.choice(
            "What the documents of this file are for, unless an agreement says otherwise (default production).",
            "production",
            "test",
            "information");

    static final Fields ENVIRONMENT = Shape.fields(
            "What is different on hubs of this environment: maps are merged key by key, lists replaced.",
            Shape.optional("usage", USAGE),
            Shape.optional("zone", Shape.text("IANA time zone.")),
            Shape.optional(
                    "holidays",
                    Shape.items(Shape.text(
                            "A date on which no window begins and nothing is cut off, such as 2026-12-25."))),
            Shape.optional("identifiers", Shape.items(IDENTIFIER)),
            Shape.optional("acknowledge", ACKNOWLEDGE),
            Shape.optional("envelope", ENVELOPE),
            Shape.optional("certificates", Shape.items(As2Reader.CERTIFICATE)),
            Shape.optional("connections", Shape.named("By name.", allOptional(CONNECTION))));

    static final Fields FILE = Shape.fields(
            "A trading partner, or ourselves.",
            Shape.required("partner", Shape.text("Short name: small letters, digits and dashes.")),
            Shape.optional("name", Shape.text("The name for people.")),
            Shape.optional("own", Shape.flag("True for the one file that describes ourselves.")),
            Shape.optional("lookups", LOOKUPS),
            Shape.optional("identifiers", Shape.items(IDENTIFIER)),
            Shape.optional("zone", Shape.text("IANA time zone, such as America/Chicago (default UTC).")),
            Shape.optional(
                    "holidays",
                    Shape.items(Shape.text(
                            "A date on which no window begins and nothing is cut off, such as 2026-12-25."))),
            Shape.optional(
                    "values",
                    Shape.named(
                            "Values for ${NAME}; an environment variable of that name wins.",
                            new Shape.Either(
                                    Shape.text("The value everywhere."),
                                    Shape.fields(
                                            "By the hub's environment.",
                                            Shape.optional("production", Shape.text("On a production hub.")),
                                            Shape.optional("test", Shape.text("On a test hub."))),
                                    "One value, or one per environment."))),
            Shape.optional("usage", USAGE),
            Shape.optional(
                    EnvironmentBlock.KEY,
                    Shape.fields(
                            "What is different by the hub's environment.",
                            Shape.optional(Environment.PRODUCTION.word(), ENVIRONMENT),
                            Shape.optional(Environment.TEST.word(), ENVIRONMENT))),
            Shape.optional("acknowledge", ACKNOWLEDGE),
            Shape.optional("envelope", ENVELOPE),
            Shape.optional("certificates", Shape.items(As2Reader.CERTIFICATE)),
            Shape.optional("connections", Shape.named("By name.", CONNECTION)),
            Shape.optional("agreements", Shape.items(AGREEMENT)));

    private PartnerShape() {}

    private static Fields allOptional(Fields fields) {
        return new Fields(
                fields.fields().stream()
                        .map(field -> Shape.optional(field.key(), field.shape()))
                        .toList(),
                fields.description());
    }

    private static List<String> sendable() {
        List<String> names = new ArrayList<>(DocumentNames.DOCUMENTS);
        names.add(DocumentNames.EVENT);
        return List.copyOf(names);
    }

    /** The common keys and those of all doors; which of them fit a door is checked when it is known. */
    private static Field[] connectionFields() {
        Map<String, Field> fields = new LinkedHashMap<>();
        commonConnectionFields().forEach(field -> fields.put(field.key(), field));
        for (Door door : Door.ALL) {
            door.settings()
                    .fields()
                    .forEach(field -> fields.putIfAbsent(field.key(), Shape.optional(field.key(), field.shape())));
        }
        return fields.values().toArray(new Field[0]);
    }

    static List<Field> commonConnectionFields() {
        return List.of(
                Shape.required("door", new Shape.Choice(Door.names(), "How bytes travel.")),
                Shape.optional(
                        "direction",
                        Shape.choice("Seen from the hub; for http it shows by token or url.", "in", "out")),
                Shape.optional(
                        "production",
                        Shape.flag("True where documents take real effect: refuses test documents and hubs.")),
                Shape.optional("carries", Shape.items(ADDRESS)),
                Shape.optional(
                        "window",
                        Shape.items(Shape.text("When we send, in the partner's zone: days and hours such as"
                                + " MON-FRI 06:00-22:00 (default: at any time)."))));
    }
}
