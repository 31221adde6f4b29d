package io.lading.partner;

import io.lading.configuration.RetryPolicy;
import io.lading.interchange.Usage;
import io.lading.partner.AcknowledgementPolicy.Functional;
import io.lading.partner.ReceivingAgreement.TrailerDefects;
import io.lading.partner.SendingAgreement.SendingOrder;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one partner's agreements, when all partners and their connections are known. */
final class AgreementReader {
    private static final Set<String> ONLY_RECEIVING = Set.of(
            "acknowledge",
            "duplicates",
            "trailerDefects",
            "tolerant",
            "deliver",
            "groupFrom",
            "groupTo",
            "fromAddress",
            "toAddress",
            "association");
    private static final Set<String> ONLY_SENDING = Set.of("order", "inOrder", "collect", "urgent", "expect", "retry");
    private static final Duration A_DAY = Duration.ofHours(24);

    private final PartnerContext context;
    private final PartnerFile file;
    private final Partner partner;
    private final Directory directory;

    AgreementReader(PartnerContext context, PartnerFile file, Partner partner, Directory directory) {
        this.context = context;
        this.file = file;
        this.partner = partner;
        this.directory = directory;
    }

    /** An agreement, and the destinations it names as written: they are found when all agreements are read. */
    record Draft(Agreement agreement, List<TextNode> deliver) {}

    Optional<Draft> read(FileReading entry) {
        boolean receives = entry.has("receives");
        if (receives == entry.has("sends")) {
            entry.problems()
                    .add(
                            entry.map().place(),
                            "An agreement says either 'receives: <document>' or 'sends: <document>'.");
            return Optional.empty();
        }
        Optional<Format> format = entry.text("as").flatMap(Format::parse);
        if (format.isEmpty()) {
            entry.text("as")
                    .ifPresent(
                            text -> entry.problem("as", "'as' expects " + Format.EXPECTED + "; found '" + text + "'."));
            return Optional.empty();
        }
        refuseKeys(entry, receives ? ONLY_SENDING : ONLY_RECEIVING, receives ? "receives" : "sends");
        checkKnown(entry, format.get());
        return Optional.of(receives ? receiving(entry, format.get()) : sending(entry, format.get()));
    }

    private static void refuseKeys(FileReading entry, Set<String> keys, String kind) {
        for (String key : entry.map().values().keySet()) {
            if (keys.contains(key)) {
                entry.problems()
                        .add(entry.keyPlace(key), "An agreement that " + kind + " has no use for '" + key + "'.");
            }
        }
    }

    private void checkKnown(FileReading entry, Format format) {
        if (format instanceof Format.Edi edi && context.schemas().isPresent()) {
            String schema = new Format.Edi(edi.standard(), edi.baseRelease(), edi.set()).text();
            checkKnown(entry, "as", "schema", schema, context.schemas().get());
        }
        if (context.maps().isEmpty()) {
            return;
        }
        if (format instanceof Format.Mapped mapped) {
            checkKnown(entry, "as", "map", mapped.map(), context.maps().get());
        }
        entry.text("map")
                .ifPresent(map ->
                        checkKnown(entry, "map", "map", map, context.maps().get()));
    }

    private static void checkKnown(FileReading entry, String key, String what, String id, Set<String> known) {
        if (!known.contains(id)) {
            entry.problem(key, "There is no " + what + " '" + id + "'." + Problems.didYouMean(id, known));
        }
    }

    private Draft receiving(FileReading entry, Format format) {
        String document = entry.text("receives", "");
        Optional<String> through = through(entry, Direction.IN);
        if (through.isEmpty() && !(format instanceof Format.Edi)) {
            entry.problem(
                    "as",
                    "'" + format.text()
                            + "' has no envelope that names its sender: say by 'through' which connection it comes by.");
        }
        Match match = new Match(
                through,
                address(entry, "from", partner),
                directory.own().flatMap(own -> address(entry, "to", own)),
                entry.text("groupFrom"),
                entry.text("groupTo"),
                entry.text("fromAddress"),
                entry.text("toAddress"),
                entry.text("association"));
        FileReading duplicates = entry.of("duplicates");
        ReceivingAgreement agreement = new ReceivingAgreement(
                id(entry, "receives-" + document),
                partner.id(),
                document,
                format,
                entry.text("map"),
                overlay(entry, format, "guide", "A guide changes an EDI schema"),
                overlay(entry, format, "mapOverlay", "A map's overlay changes an EDI binding"),
                lookups(entry),
                usage(entry),
                match,
                acknowledgement(entry, format),
                new DuplicatePolicy(
                        duplicates.duration("window", Duration.ofDays(365)),
                        duplicates.word(
                                "otherBytes",
                                DuplicatePolicy.OtherBytes.values(),
                                DuplicatePolicy.OtherBytes::word,
                                DuplicatePolicy.OtherBytes.HOLD)),
                entry.word("trailerDefects", TrailerDefects.values(), TrailerDefects::word, TrailerDefects.REJECT_ALL),
                entry.flag("tolerant"),
                List.of(),
                envelope(entry, format),
                entry.map().place());
        return new Draft(agreement, entry.texts("deliver"));
    }

    private Draft sending(FileReading entry, Format format) {
        String document = entry.text("sends", "");
        boolean event = document.equals(DocumentNames.EVENT);
        if (event != format instanceof Format.CloudEvents) {
            entry.problem(
                    "as",
                    "Events go as cloudevents/1.0, and nothing else does; found '" + format.text() + "' for " + document
                            + ".");
        }
        Optional<String> through = through(entry, Direction.OUT);
        if (!entry.has("through")) {
            entry.problems()
                    .add(
                            entry.map().place(),
                            "An agreement that sends must say by 'through' which connection it leaves by."
                                    + directory.suggest(partner, Direction.OUT));
        }
        FileReading expect = entry.of("expect");
        Optional<Expectation> expectation = entry.has("expect")
                ? Optional.of(new Expectation(
                        expect.word(
                                "functional", Functional.values(), Functional::word, Functional.ACKNOWLEDGEMENT_997),
                        expect.duration("within", A_DAY)))
                : Optional.empty();
        SendingAgreement agreement = new SendingAgreement(
                id(entry, "sends-" + document),
                partner.id(),
                document,
                format,
                entry.text("map"),
                overlay(entry, format, "guide", "A guide changes an EDI schema"),
                overlay(entry, format, "mapOverlay", "A map's overlay changes an EDI binding"),
                lookups(entry),
                usage(entry),
                through.orElse(""),
                order(entry),
                new CollectingReader(file, partner.zone()).read(entry, format),
                urgent(entry),
                expectation,
                retry(entry.of("retry")),
                envelope(entry, format),
                Supplied.read(entry),
                entry.map().place());
        return new Draft(agreement, List.of());
    }

    private static SendingOrder order(FileReading entry) {
        SendingOrder[] named = {SendingOrder.PER_ORDER, SendingOrder.PER_DESTINATION, SendingOrder.NONE};
        SendingOrder order = entry.word("order", named, SendingOrder::word, SendingOrder.PER_ORDER);
        if (!entry.flag("inOrder")) {
            return order;
        }
        if (entry.has("order")) {
            entry.problem("order", "'inOrder: true' keeps the order of everything sent; leave 'order' out.");
        }
        return SendingOrder.IN_ORDER;
    }

    private static Set<String> urgent(FileReading entry) {
        return entry.texts("urgent").stream().map(TextNode::value).collect(Collectors.toUnmodifiableSet());
    }

    private List<LookupFile> lookups(FileReading entry) {
        LookupReader reader = new LookupReader(file.folder());
        List<LookupFile> all =
                new ArrayList<>(reader.read(new FileReading(file.root(), new Problems()), /* ofAgreement= */ false));
        all.addAll(reader.read(entry, /* ofAgreement= */ true));
        return List.copyOf(all);
    }

    private String id(FileReading entry, String usual) {
        Optional<String> name = entry.text("name");
        if (name.isPresent() && !PartnerReader.isName(name.get())) {
            entry.problem(
                    "name", "'" + name.get() + "' cannot name an agreement: use small letters, digits and dashes.");
        }
        return partner.id() + "/" + name.orElse(usual);
    }

    private Usage usage(FileReading entry) {
        return usage(entry, usage(new FileReading(file.root(), entry.problems()), Usage.PRODUCTION));
    }

    /** The usage that a file or an agreement names. */
    static Usage usage(FileReading block, Usage otherwise) {
        return block.word("usage", Usage.values(), usage -> usage.name().toLowerCase(Locale.ROOT), otherwise);
    }

    private Optional<String> through(FileReading entry, Direction direction) {
        return directory.connection(entry, "through", partner, direction);
    }

    /** An address that must be one of its partner's. */
    private static Optional<Address> address(FileReading entry, String key, Partner owner) {
        Optional<Address> address = entry.text(key).map(Address::parse);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        List<String> known = owner.identifiers().stream()
                .map(identifier -> identifier.address().toString())
                .toList();
        if (!known.contains(address.get().toString())) {
            entry.problem(
                    key,
                    "'" + address.get() + "' is none of " + owner.name() + "'s identifiers."
                            + Problems.didYouMean(address.get().toString(), known));
        }
        return address;
    }

    private Optional<Path> overlay(FileReading entry, Format format, String key, String purpose) {
        Optional<String> name = entry.text(key);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!(format instanceof Format.Edi)) {
            entry.problem(key, purpose + "; '" + format.text() + "' has none.");
        }
        Optional<Path> beside = Beside.file(file.folder(), name.get(), key, entry);
        if (beside.isEmpty()) {
            return Optional.empty();
        }
        Path overlay = beside.get();
        if (!Files.isRegularFile(overlay)) {
            entry.problem(key, "The overlay '" + name.get() + "' is not there: expected the file " + overlay + ".");
        }
        return Optional.of(overlay);
    }

    private AcknowledgementPolicy acknowledgement(FileReading entry, Format format) {
        if (!(format instanceof Format.Edi)) {
            if (entry.has("acknowledge")) {
                entry.problem("acknowledge", "Only EDI is acknowledged; '" + format.text() + "' is not EDI.");
            }
            return AcknowledgementPolicy.NONE;
        }
        AcknowledgementPolicy base = partner.acknowledgement().orElse(AcknowledgementPolicy.NONE);
        if (!entry.has("acknowledge")) {
            if (partner.acknowledgement().isEmpty()) {
                entry.problems()
                        .add(
                                entry.map().place(),
                                "The agreement does not say how it is acknowledged: add 'acknowledge: "
                                        + "{ through: <connection> }', or 'acknowledge: { functional: none }' if it is not.");
            }
            return base;
        }
        FileReading block = entry.of("acknowledge");
        AcknowledgementPolicy policy = PartnerReader.acknowledgement(block, partner.id(), base);
        directory.checkAcknowledgement(block, partner, policy);
        return policy;
    }

    private RetryPolicy retry(FileReading block) {
        RetryPolicy usual = context.retry();
        RetryPolicy retry = new RetryPolicy(
                block.duration("first", usual.first()),
                block.number("factor", usual.factor()),
                block.number("jitter", usual.jitter()),
                block.duration("max", usual.max()),
                block.duration("giveUpAfter", usual.giveUpAfter()));
        if (retry.factor() < 1 || retry.factor() > 10) {
            block.problem("factor", "'factor' must be from 1 to 10; found " + block.text("factor", "") + ".");
        }
        if (retry.jitter() > 1) {
            block.problem("jitter", "'jitter' must be from 0 to 1; found " + block.text("jitter", "") + ".");
        }
        return retry;
    }

    private Optional<Envelope> envelope(FileReading entry, Format format) {
        if (!(format instanceof Format.Edi edi)) {
            if (entry.has("envelope")) {
                entry.problem("envelope", "Only EDI has an envelope; '" + format.text() + "' is not EDI.");
            }
            return Optional.empty();
        }
        // Seen from what we write: for an agreement that receives, that is the acknowledgement.
        boolean receives = entry.has("receives");
        Optional<Address> ours = receives
                ? entry.text("to").map(Address::parse)
                : directory.own().flatMap(own -> address(entry, "from", own));
        Optional<Address> theirs = receives ? entry.text("from").map(Address::parse) : address(entry, "to", partner);
        return directory.envelope(
                entry, new FileReading(file.root(), entry.problems()), partner, edi, ours, theirs, usage(entry));
    }
}
