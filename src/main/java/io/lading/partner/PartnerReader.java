package io.lading.partner;

import io.lading.partner.AcknowledgementPolicy.Functional;
import io.lading.partner.AcknowledgementPolicy.Guide;
import io.lading.partner.AcknowledgementPolicy.Ta1;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one file's partner with its identifiers and connections; agreements come later, when all partners are known. */
final class PartnerReader {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

    private final PartnerContext context;
    private final Problems problems;

    PartnerReader(PartnerContext context, Problems problems) {
        this.context = context;
        this.problems = problems;
    }

    /**
     * The partner, or nothing if the file does not even name one.
     *
     * @param folder where the file stands; certificates are found from here
     */
    Optional<Partner> read(MapNode root, Path folder) {
        FileReading file = new FileReading(root, problems);
        Optional<String> id = file.text("partner");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (!isName(id.get())) {
            file.problem("partner", "'" + id.get() + "' cannot name a partner: use small letters, digits and dashes.");
        }
        new LookupReader(folder).read(file, /* ofAgreement= */ false); // What is wrong with it is told once.
        CertificateReader certificateReader = new CertificateReader(context, id.get(), folder, file.flag("own"));
        CertificateSet certificates = certificateReader.read(file);
        ZoneId zone = zone(file);
        List<Connection> connections = connections(id.get(), file, certificateReader, certificates, zone);
        Optional<AcknowledgementPolicy> acknowledgement = file.has("acknowledge")
                ? Optional.of(acknowledgement(file.of("acknowledge"), id.get(), AcknowledgementPolicy.NONE))
                : Optional.empty();
        return Optional.of(new Partner(
                id.get(),
                file.text("name", id.get()),
                file.flag("own"),
                identifiers(file),
                zone,
                certificates,
                connections,
                acknowledgement,
                file.place("partner")));
    }

    static boolean isName(String text) {
        return text.matches(NAME);
    }

    private List<Identifier> identifiers(FileReading file) {
        List<Identifier> out = new ArrayList<>();
        for (MapNode node : file.maps("identifiers")) {
            FileReading entry = new FileReading(node, problems);
            Identifier.Scheme scheme =
                    entry.word("scheme", Identifier.Scheme.values(), Identifier.Scheme::word, Identifier.Scheme.X12);
            Identifier identifier = new Identifier(scheme, entry.text("qualifier", ""), entry.text("id", ""));
            checkWidth(entry, identifier);
            out.add(identifier);
        }
        return List.copyOf(out);
    }

    /** ISA05/07 have two places, ISA06/08 fifteen (X12.5); UNB 0004 and 0010 have 35, 0007 has four (ISO 9735). */
    private static void checkWidth(FileReading entry, Identifier identifier) {
        boolean x12 = identifier.scheme() == Identifier.Scheme.X12;
        if (!x12 && identifier.scheme() != Identifier.Scheme.EDIFACT) {
            return;
        }
        int longest = x12 ? 15 : 35;
        if (identifier.id().length() > longest) {
            entry.problem(
                    "id",
                    "'" + identifier.id() + "' is longer than the " + longest + " characters that "
                            + identifier.scheme().word() + " allows.");
        }
        if (x12 && identifier.qualifier().length() != 2) {
            entry.problem(
                    "qualifier",
                    "An x12 identifier needs a qualifier of two characters, such as ZZ or 01; found '"
                            + identifier.qualifier() + "'. Put digits in quotes: \"01\".");
        }
    }

    private static Optional<String> as2Name(FileReading file) {
        return file.maps("identifiers").stream()
                .map(node -> new FileReading(node, file.problems()))
                .filter(entry -> entry.text("scheme", "").equals(Identifier.Scheme.AS2.word()))
                .flatMap(entry -> entry.text("id").stream())
                .findFirst();
    }

    private static ZoneId zone(FileReading file) {
        String zone = file.text("zone", "UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            String hint = Problems.nearest(zone, ZoneId.getAvailableZoneIds());
            file.problem(
                    "zone",
                    "There is no time zone '" + zone + "'; use an IANA name such as America/Chicago."
                            + (hint.isEmpty() ? "" : " Did you mean '" + hint + "'?"));
            return ZoneOffset.UTC;
        }
    }

    private List<Connection> connections(
            String partner,
            FileReading file,
            CertificateReader certificateReader,
            CertificateSet certificates,
            ZoneId zone) {
        List<Connection> out = new ArrayList<>();
        MapNode connections = file.map().map("connections");
        if (connections == null) {
            return List.of();
        }
        ConnectionReader reader = new ConnectionReader(
                context,
                partner,
                certificateReader,
                certificateReader.pem(),
                certificates,
                as2Name(file),
                new HoursReader(file, zone));
        for (Map.Entry<String, YamlNode> entry : connections.values().entrySet()) {
            if (!isName(entry.getKey())) {
                problems.add(
                        connections.keyPlaces().getOrDefault(entry.getKey(), connections.place()),
                        "'" + entry.getKey() + "' cannot name a connection: use small letters, digits and dashes.");
            }
            if (entry.getValue() instanceof MapNode node) {
                reader.read(entry.getKey(), new FileReading(node, problems)).ifPresent(out::add);
            }
        }
        return List.copyOf(out);
    }

    /** Reads an {@code acknowledge} block; what it leaves out comes from {@code otherwise}, save for the type: 997. */
    static AcknowledgementPolicy acknowledgement(FileReading block, String partner, AcknowledgementPolicy otherwise) {
        Optional<String> through = block.text("through").map(name -> qualify(partner, name));
        boolean inherits = otherwise.through().isPresent();
        Functional functional = block.word(
                "functional",
                Functional.values(),
                Functional::word,
                inherits ? otherwise.functional() : Functional.ACKNOWLEDGEMENT_997);
        Ta1 usual = functional == Functional.NONE ? Ta1.NEVER : Ta1.REQUESTED;
        Ta1 ta1 = block.word("ta1", Ta1.values(), Ta1::word, inherits ? otherwise.ta1() : usual);
        Duration within = block.duration("within", otherwise.within());
        Guide guide = block.word("guide", Guide.values(), Guide::word, otherwise.guide());
        return new AcknowledgementPolicy(functional, ta1, guide, through.or(otherwise::through), within);
    }

    /** The full id of a connection that a file names: its own ones by their bare name. */
    static String qualify(String partner, String name) {
        return name.indexOf('/') < 0 ? partner + "/" + name : name;
    }
}
