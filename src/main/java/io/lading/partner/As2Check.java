package io.lading.partner;

import io.lading.partner.HeldCertificate.Use;
import io.lading.yaml.Problems;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that AS2 connections have the names and certificates that they need, with all files together. */
final class As2Check {
    private final Collection<Partner> partners;
    private final Problems problems;
    private final Optional<Partner> own;

    As2Check(Collection<Partner> partners, Problems problems) {
        this.partners = partners;
        this.problems = problems;
        this.own = partners.stream().filter(Partner::own).findFirst();
    }

    void check() {
        Map<List<String>, Connection> pairs = new HashMap<>();
        for (Partner partner : partners) {
            for (Connection connection : partner.connections()) {
                connection.as2().ifPresent(terms -> {
                    String ours = ownName(connection, terms);
                    List<String> pair = List.of(
                            terms.theirName(), ours, connection.direction().name());
                    Connection other = pairs.putIfAbsent(pair, connection);
                    if (other != null) {
                        problems.add(
                                connection.place(),
                                "The connection " + connection.id() + " has the same AS2 names as " + other.id() + " ("
                                        + other.place() + "): what comes from '" + terms.theirName() + "' to '" + ours
                                        + "' must belong to one.");
                    }
                    checkCertificates(connection, terms);
                });
            }
        }
    }

    private String ownName(Connection connection, As2Terms terms) {
        Optional<String> name = terms.ownName().or(() -> own.flatMap(self -> self.identifier(Identifier.Scheme.AS2))
                .map(Identifier::id));
        if (name.isEmpty()) {
            problems.add(
                    connection.place(),
                    "The connection " + connection.id()
                            + " does not know our AS2 name: add an identifier of scheme as2 to"
                            + " the file that describes ourselves, or 'ownAs2Name' here.");
        }
        return name.orElse("");
    }

    private void checkCertificates(Connection connection, As2Terms terms) {
        CertificateSet ours = own.map(Partner::certificates).orElse(CertificateSet.NONE);
        if (connection.direction() == Direction.IN) {
            need(connection, ours, Use.SIGN, "to sign receipts with", true);
            need(connection, ours, Use.DECRYPT, "to decrypt with", true);
            if (terms.mustBeSigned()) {
                need(connection, terms.certificates(), Use.VERIFY, "to verify the partner's signature by", false);
            }
            return;
        }
        if (terms.sign().isPresent()) {
            need(connection, ours, Use.SIGN, "to sign with", true);
        }
        if (terms.encrypt().isPresent()) {
            need(connection, terms.certificates(), Use.ENCRYPT, "to encrypt for the partner with", false);
        }
        boolean signedReceipt =
                terms.receipt().mode() != As2Terms.Mode.NONE && terms.receipt().signed();
        if (signedReceipt) {
            need(connection, terms.certificates(), Use.VERIFY, "to verify the partner's receipts by", false);
        }
    }

    private void need(Connection connection, CertificateSet set, Use use, String what, boolean ours) {
        if (set.all().stream().noneMatch(held -> held.uses().contains(use))) {
            problems.add(
                    connection.place(),
                    "The connection " + connection.id() + " needs a certificate " + what
                            + ": add it under 'certificates:' "
                            + (ours ? "in the file that describes ourselves." : "here or for the partner."));
        }
    }
}
