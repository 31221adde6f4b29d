package io.lading.partner;

import io.lading.partner.AgreementReader.Draft;
import io.lading.security.TokenHash;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks what can only be seen with all files together: names used twice, ties, destinations that lead nowhere. */
final class CommunityCheck {
    private final Collection<Partner> partners;
    private final Problems problems;

    CommunityCheck(Collection<Partner> partners, Problems problems) {
        this.partners = partners;
        this.problems = problems;
    }

    void checkPartners() {
        checkOwn();
        checkIdentifiers();
        checkCarried();
        checkDoors();
        new As2Check(partners, problems).check();
    }

    private void checkOwn() {
        List<Partner> own = partners.stream().filter(Partner::own).toList();
        if (own.isEmpty() && !partners.isEmpty()) {
            Place first = partners.iterator().next().place();
            problems.add(
                    Place.of(folderOf(first.file())),
                    "No partner file describes ourselves: add one with 'own: true' and our identifiers.");
        }
        for (Partner second : own.subList(Math.min(1, own.size()), own.size())) {
            problems.add(
                    second.place(),
                    "'own: true' stands in two files; the other is "
                            + own.get(0).place() + ". Only one describes ourselves.");
        }
    }

    private static String folderOf(String file) {
        int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
        return slash < 0 ? "partners" : file.substring(0, slash);
    }

    private void checkIdentifiers() {
        Map<Identifier, Partner> seen = new HashMap<>();
        for (Partner partner : partners) {
            for (Identifier identifier : partner.identifiers()) {
                Partner other = seen.putIfAbsent(identifier, partner);
                if (other != null) {
                    problems.add(
                            partner.place(),
                            "The identifier " + identifier.scheme().word() + " " + identifier.address() + " of "
                                    + partner.id() + " is used twice; " + other.id() + " (" + other.place()
                                    + ") has it too. An identifier names one partner.");
                }
            }
        }
    }

    private void checkCarried() {
        Set<String> known = new TreeSet<>();
        partners.forEach(partner ->
                partner.identifiers().forEach(id -> known.add(id.address().toString())));
        for (Partner partner : partners) {
            for (Connection connection : partner.connections()) {
                for (Address address : connection.carries()) {
                    if (!known.contains(address.toString())) {
                        problems.add(
                                connection.place(),
                                "The connection " + connection.id() + " carries '" + address
                                        + "', which no partner has as identifier."
                                        + Problems.didYouMean(address.toString(), known));
                    }
                }
            }
        }
    }

    /** A token, folder or queue names one connection; a folder or queue we write to must not be one we read. */
    private void checkDoors() {
        Map<TokenHash, Connection> tokens = new HashMap<>();
        Map<String, Connection> readers = new HashMap<>();
        Map<String, Connection> users = new HashMap<>();
        for (Partner partner : partners) {
            for (Connection connection : partner.connections()) {
                for (TokenHash token : connection.tokens()) {
                    reportTwice(tokens.putIfAbsent(token, connection), connection, "token");
                }
                connection
                        .login()
                        .ifPresent(login -> reportTwice(
                                users.putIfAbsent(connection.door().name() + " " + login.user(), connection),
                                connection,
                                "user"));
                Optional<String> read = place(connection);
                if (connection.direction() == Direction.IN && read.isPresent()) {
                    reportTwice(readers.putIfAbsent(read.get(), connection), connection, word(connection));
                }
            }
        }
        for (Partner partner : partners) {
            for (Connection connection : partner.connections()) {
                Connection reader = place(connection).map(readers::get).orElse(null);
                if (connection.direction() == Direction.OUT && reader != null) {
                    problems.add(
                            connection.place(),
                            "The connection " + connection.id() + " writes into the " + word(connection) + " that "
                                    + reader.id() + " reads from; the hub would receive what it sends.");
                }
            }
        }
    }

    private static Optional<String> place(Connection connection) {
        return connection.setting("path").or(() -> connection.setting("address").map(address -> "queue " + address));
    }

    private static String word(Connection connection) {
        return connection.setting("path").isPresent() ? "folder" : "queue";
    }

    private void reportTwice(@Nullable Connection other, Connection connection, String what) {
        if (other != null) {
            problems.add(
                    connection.place(),
                    "The connection " + connection.id() + " has the same " + what + " as " + other.id() + " ("
                            + other.place() + "); each needs its own, for it tells who is sending.");
        }
    }

    /** Gives the agreements with their destinations found. */
    List<Agreement> checkAgreements(List<Draft> drafts) {
        Map<String, Agreement> byId = new HashMap<>();
        for (Draft draft : drafts) {
            Agreement agreement = draft.agreement();
            Agreement other = byId.putIfAbsent(agreement.id(), agreement);
            if (other != null) {
                problems.add(
                        agreement.place(),
                        "Two agreements are called " + agreement.id() + "; the other is " + other.place()
                                + ". Give one of them a 'name:'.");
            }
        }
        Ties.report(drafts, problems);
        Destinations destinations = new Destinations(partners, drafts, problems);
        List<Agreement> out = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.agreement() instanceof ReceivingAgreement receiving) {
                out.add(receiving.deliveringTo(destinations.find(receiving, draft.deliver())));
            } else {
                out.add(draft.agreement());
            }
        }
        return out;
    }

    /** Finds the sending agreements that {@code deliver} names. */
    private record Destinations(Collection<Partner> partners, List<Draft> drafts, Problems problems) {

        List<String> find(ReceivingAgreement agreement, List<TextNode> names) {
            List<String> out = new ArrayList<>();
            for (TextNode name : names) {
                find(agreement, name).ifPresent(found -> {
                    if (out.contains(found.id())) {
                        problems.add(name.place(), "The destination '" + name.value() + "' stands twice.");
                        return;
                    }
                    out.add(found.id());
                });
            }
            return List.copyOf(out);
        }

        private Optional<SendingAgreement> find(ReceivingAgreement agreement, TextNode name) {
            int slash = name.value().indexOf('/');
            String partner = slash < 0 ? name.value() : name.value().substring(0, slash);
            List<String> known = partners.stream().map(Partner::id).toList();
            if (!known.contains(partner)) {
                problems.add(
                        name.place(), "There is no partner '" + partner + "'." + Problems.didYouMean(partner, known));
                return Optional.empty();
            }
            List<SendingAgreement> sent = sentTo(partner, agreement);
            List<SendingAgreement> fitting = sent.stream()
                    .filter(sending -> slash < 0 || sending.through().equals(name.value()))
                    .toList();
            if (fitting.size() == 1) {
                return Optional.of(fitting.get(0));
            }
            problems.add(
                    name.place(), fitting.isEmpty() ? none(agreement, name, partner, sent) : several(name, fitting));
            return Optional.empty();
        }

        private List<SendingAgreement> sentTo(String partner, ReceivingAgreement agreement) {
            return drafts.stream()
                    .map(Draft::agreement)
                    .filter(SendingAgreement.class::isInstance)
                    .map(SendingAgreement.class::cast)
                    .filter(sending -> sending.partner().equals(partner)
                            && sending.document().equals(agreement.document())
                            && sending.usage() == agreement.usage())
                    .toList();
        }

        private String none(ReceivingAgreement agreement, TextNode name, String partner, List<SendingAgreement> sent) {
            if (!sent.isEmpty()) {
                return "No agreement that sends " + agreement.document() + " to " + partner + " goes through '"
                        + name.value() + "'." + Problems.didYouMean(name.value(), through(sent));
            }
            boolean events = drafts.stream()
                    .anyMatch(draft -> draft.agreement() instanceof SendingAgreement sending
                            && sending.partner().equals(partner)
                            && sending.document().equals(DocumentNames.EVENT));
            return "The partner '" + partner + "' has no agreement 'sends: " + agreement.document() + "' of usage "
                    + agreement.usage().name().toLowerCase(Locale.ROOT) + ": add one to its file."
                    + (events ? " It subscribes to events; they need no 'deliver'." : "");
        }

        private static String several(TextNode name, List<SendingAgreement> fitting) {
            return "'" + name.value() + "' could be any of " + String.join(", ", through(fitting))
                    + "; write partner/connection.";
        }

        private static List<String> through(List<SendingAgreement> sent) {
            return sent.stream().map(SendingAgreement::through).toList();
        }
    }
}
