package io.lading.partner;

import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.partner.AgreementReader.Draft;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.ShapeCheck;
import io.lading.yaml.YamlFile;
import io.lading.yaml.YamlNode.MapNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a folder of partner files into a community, or says everything that is wrong with them. */
final class CommunityLoader {
    private static final Format.Edi BASE = new Format.Edi(Standard.X12, "004010", "997");

    private final PartnerContext context;
    private final Function<Agreement, List<Problems.Problem>> rules;
    private final Problems problems = new Problems();
    /** Files that cannot be taken as long as they, or what they point to, are as they are. */
    private final Set<Path> atFault = new HashSet<>();

    private CommunityLoader(PartnerContext context, Function<Agreement, List<Problems.Problem>> rules) {
        this.context = context;
        this.rules = rules;
    }

    /** What reading gave: a community if nothing is wrong, else the problems in the order of files and lines. */
    sealed interface Result {
        record Loaded(Community community) implements Result {}

        /** @param files partner files without which there would be none of these problems; others may come to light then */
        record Broken(List<Problems.Problem> problems, Set<Path> files) implements Result {}
    }

    /**
     * Reads all {@code *.yaml} files of a folder.
     *
     * @param rules what each agreement must hold to besides its own file
     */
    static Result load(Path folder, PartnerContext context, Function<Agreement, List<Problems.Problem>> rules) {
        return load(folder, context, rules, Set.of());
    }

    /** @param without files that are read over */
    static Result load(
            Path folder, PartnerContext context, Function<Agreement, List<Problems.Problem>> rules, Set<Path> without) {
        return new CommunityLoader(context, rules).load(folder, without);
    }

    private Result load(Path folder, Set<Path> without) {
        List<PartnerFile> files = new ArrayList<>();
        List<Path> paths = new ArrayList<>(list(folder));
        paths.removeAll(without);
        for (Path path : paths) {
            read(path).ifPresent(files::add);
        }
        Map<PartnerFile, Partner> byFile = readPartners(files);
        CommunityCheck check = new CommunityCheck(byFile.values(), problems);
        check.checkPartners();
        Directory directory = new Directory(byFile.values());
        Map<String, EnvelopeSettings> baseEnvelopes = new HashMap<>();
        List<Draft> drafts = new ArrayList<>();
        byFile.forEach((file, partner) -> {
            drafts.addAll(readAgreements(file, partner, directory));
            baseEnvelope(file, partner, directory).ifPresent(envelope -> baseEnvelopes.put(partner.id(), envelope));
        });
        List<Agreement> agreements = check.checkAgreements(drafts);
        agreements.forEach(this::checkRules);
        if (!problems.isEmpty()) {
            problems.list()
                    .forEach(problem -> atFault.add(Path.of(problem.place().file())));
            atFault.retainAll(paths);
            return new Result.Broken(problems.sorted(), Set.copyOf(atFault));
        }
        String version = version(files, byFile.values(), agreements);
        return new Result.Loaded(
                new Community(version, context.environment(), byFile.values(), agreements, baseEnvelopes));
    }

    /** What a guide or an overlay says is wrong there, and keeps the file from force that points to it. */
    private void checkRules(Agreement agreement) {
        List<Problems.Problem> found = rules.apply(agreement);
        if (!found.isEmpty()) {
            problems.addAll(found);
            atFault.add(Path.of(agreement.place().file()));
        }
    }

    private List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(
                    Place.of(folder.toString()),
                    "The folder of partner files cannot be read; create it, or set folders.partners in lading.yaml.");
            return List.of();
        }
    }

    private Optional<PartnerFile> read(Path path) {
        String name = path.toString();
        String text;
        try {
            text = Files.readString(path);
        } catch (IOException e) {
            problems.add(Place.of(name), "The file cannot be read as UTF-8 text: " + e.getMessage() + ".");
            return Optional.empty();
        }
        int before = problems.list().size();
        MapNode root = YamlFile.read(name, text, problems);
        if (problems.list().size() > before && root.values().isEmpty()) {
            return Optional.empty();
        }
        EnvironmentBlock.checkOther(root, context.environment(), problems);
        Placeholders.Resolved resolved =
                Placeholders.resolve(EnvironmentBlock.lay(root, context.environment()), context, problems);
        ShapeCheck.check("the file", resolved.root(), PartnerShape.FILE, problems);
        Path folder = path.toAbsolutePath().getParent();
        return Optional.of(new PartnerFile(
                folder == null ? path : folder, path.getFileName().toString(), text, resolved.used(), resolved.root()));
    }

    private Map<PartnerFile, Partner> readPartners(List<PartnerFile> files) {
        Map<String, Partner> byId = new HashMap<>();
        Map<PartnerFile, Partner> out = new LinkedHashMap<>();
        PartnerReader reader = new PartnerReader(context, problems);
        for (PartnerFile file : files) {
            Optional<Partner> partner = reader.read(file.root(), file.folder());
            if (partner.isEmpty()) {
                continue;
            }
            Partner other = byId.putIfAbsent(partner.get().id(), partner.get());
            if (other != null) {
                problems.add(
                        partner.get().place(),
                        "The partner '" + other.id() + "' is described twice; the other file is " + other.place()
                                + ".");
                continue;
            }
            out.put(file, partner.get());
        }
        return out;
    }

    private List<Draft> readAgreements(PartnerFile file, Partner partner, Directory directory) {
        FileReading root = new FileReading(file.root(), problems);
        partner.acknowledgement()
                .ifPresent(policy -> directory.checkAcknowledgement(root.of("acknowledge"), partner, policy));
        AgreementReader reader = new AgreementReader(context, file, partner, directory);
        List<Draft> out = new ArrayList<>();
        for (MapNode node : root.maps("agreements")) {
            reader.read(new FileReading(node, problems)).ifPresent(out::add);
        }
        return out;
    }

    /** How we answer a partner where no agreement says it. */
    private Optional<EnvelopeSettings> baseEnvelope(PartnerFile file, Partner partner, Directory directory) {
        boolean possible = !partner.own()
                && Directory.x12Address(partner).isPresent()
                && directory.own().flatMap(Directory::x12Address).isPresent();
        if (!possible) {
            return Optional.empty();
        }
        FileReading root = new FileReading(file.root(), new Problems());
        return directory
                .envelope(
                        root,
                        root,
                        partner,
                        BASE,
                        Optional.empty(),
                        Optional.empty(),
                        AgreementReader.usage(root, Usage.PRODUCTION))
                .filter(EnvelopeSettings.class::isInstance)
                .map(EnvelopeSettings.class::cast);
    }

    private static String version(List<PartnerFile> files, Collection<Partner> partners, List<Agreement> agreements) {
        MessageDigest digest = sha256();
        for (PartnerFile file : files) {
            add(digest, file.name());
            add(digest, file.text());
            new TreeMap<>(file.values()).forEach((name, value) -> add(digest, name + "=" + value));
        }
        for (Partner partner : partners) {
            held(partner).forEach(held -> add(digest, held.toString()));
        }
        for (Agreement agreement : agreements) {
            agreement.guide().ifPresent(guide -> add(digest, contentOf(guide)));
            agreement.mapOverlay().ifPresent(overlay -> add(digest, contentOf(overlay)));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static Stream<HeldCertificate> held(Partner partner) {
        return Stream.concat(
                partner.certificates().all().stream(),
                partner.connections().stream()
                        .flatMap(connection -> connection.as2().stream())
                        .flatMap(terms -> terms.certificates().all().stream()));
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Each part is preceded by its length, so that no two different lists of parts look alike. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
