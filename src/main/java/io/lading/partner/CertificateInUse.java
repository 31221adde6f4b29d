package io.lading.partner;

import io.lading.partner.HeldCertificate.Use;
import io.lading.security.CertificateFile;
import io.lading.security.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A certificate that something relies on, ours or a partner's, for whatever purpose.
 *
 * @param holder the partner in whose file it stands; empty for the hub's own settings
 * @param ours true if we hold its key
 * @param uses {@code sign}, {@code decrypt}, {@code verify}, {@code encrypt}, {@code client} (who calls shows it),
 *     {@code server} (who is called shows it, or its issuer did)
 * @param places the file's own list, or the connections that name it
 * @param until when its use ends
 * @param followed true if another takes its place without a gap
 */
public record CertificateInUse(
        String holder,
        String holderName,
        boolean ours,
        X509Certificate certificate,
        List<String> uses,
        List<String> places,
        Instant until,
        boolean followed) {

    /** So many days before the end a warning is given, and at the end. */
    public static final List<Integer> LEVELS = List.of(0, 7, 30, 60);

    public CertificateInUse {
        uses = List.copyOf(uses);
        places = List.copyOf(places);
    }

    /** One that is in no set, and so has no successor that would be known. */
    public static CertificateInUse alone(
            String holder, String holderName, boolean ours, X509Certificate certificate, String use, String place) {
        Instant until = certificate.getNotAfter().toInstant();
        return new CertificateInUse(holder, holderName, ours, certificate, List.of(use), List.of(place), until, false);
    }

    /** All of a community, those that end first first; one that is named in several places is there once. */
    public static List<CertificateInUse> of(Community community) {
        Map<String, CertificateInUse> all = new LinkedHashMap<>();
        for (Partner partner : community.partners()) {
            of(partner)
                    .forEach(one ->
                            all.merge(one.holder() + one.ours() + one.fingerprint(), one, CertificateInUse::and));
        }
        return all.values().stream()
                .sorted(Comparator.comparing(CertificateInUse::until).thenComparing(CertificateInUse::holder))
                .toList();
    }

    private static Stream<CertificateInUse> of(Partner partner) {
        List<CertificateInUse> out = new ArrayList<>(set(partner, partner.certificates(), "certificates"));
        for (Connection connection : partner.connections()) {
            connection.as2().ifPresent(as2 -> out.addAll(set(partner, as2.certificates(), connection.id())));
            connection.entry().ifPresent(entry -> entry.certificates()
                    .forEach(shown ->
                            out.add(alone(partner.id(), partner.name(), false, shown, "client", connection.id()))));
            connection.mail().flatMap(MailTerms::trust).ifPresent(file -> pinned(file)
                    .forEach(shown ->
                            out.add(alone(partner.id(), partner.name(), false, shown, "server", connection.id()))));
            connection.call().ifPresent(call -> out.addAll(of(partner, call, connection.id())));
        }
        return out.stream();
    }

    /** What the file holds now; one that cannot be read is told where the mail server is called. */
    private static List<X509Certificate> pinned(Path file) {
        try {
            return Pem.certificates(Files.readString(file));
        } catch (IOException | GeneralSecurityException e) {
            return List.of();
        }
    }

    private static List<CertificateInUse> set(Partner partner, CertificateSet set, String place) {
        return set.all().stream()
                .map(held -> new CertificateInUse(
                        partner.id(),
                        partner.name(),
                        partner.own(),
                        held.certificate(),
                        held.uses().stream().sorted().map(Use::word).toList(),
                        List.of(place),
                        held.until(),
                        set.follows(held)))
                .toList();
    }

    private static List<CertificateInUse> of(Partner partner, HttpCall call, String place) {
        List<CertificateInUse> out = new ArrayList<>();
        call.identity()
                .ifPresent(identity -> out.add(alone(
                        partner.id(), partner.name(), true, identity.chain().get(0), "client", place)));
        call.trusted().forEach(issuer -> out.add(alone(partner.id(), partner.name(), false, issuer, "server", place)));
        return out;
    }

    private CertificateInUse and(CertificateInUse other) {
        return new CertificateInUse(
                holder,
                holderName,
                ours,
                certificate,
                both(uses, other.uses),
                both(places, other.places),
                until.isAfter(other.until) ? until : other.until,
                followed && other.followed);
    }

    private static List<String> both(List<String> some, List<String> others) {
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    public String fingerprint() {
        return CertificateFile.fingerprint(certificate);
    }

    /** Whole days until its end; negative once it has ended. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, until).toSeconds(), Duration.ofDays(1).toSeconds());
    }

    /** The strongest warning that is due; empty if none is, or another certificate takes its place. */
    public Optional<Integer> level(Instant now) {
        return followed
                ? Optional.empty()
                : LEVELS.stream()
                        .filter(days -> !until.isAfter(now.plus(Duration.ofDays(days))))
                        .findFirst();
    }

    /** What ends, of whom, for what, when, and what to do. */
    public String sentence(Instant now) {
        String when = until.isAfter(now)
                ? "ends in " + daysLeft(now) + (daysLeft(now) == 1 ? " day" : " days") + ", on "
                : "has ended on ";
        return "The certificate " + certificate.getSubjectX500Principal().getName() + " " + whose() + ", for "
                + String.join(" and ", uses) + " at " + String.join(", ", places) + ", " + when
                + until.atZone(ZoneOffset.UTC).toLocalDate() + ". " + advice();
    }

    private String whose() {
        if (holder.isEmpty()) {
            return "of this hub";
        }
        String whose = ours ? "of ours" : "of " + holderName;
        return (ours && uses.contains("client") ? "that we show " + holderName : whose) + " (" + holder + ")";
    }

    /** What to do about it. */
    private String advice() {
        if (holder.isEmpty()) {
            return "Get a new one for " + places.get(0) + " and start the hub again.";
        }
        if (!ours) {
            return "Ask " + holderName
                    + " for the next one, and name it beside this one: both hold until this one ends.";
        }
        if (uses.contains("client")) {
            return "Get the next one, agree with " + holderName + " on the day, and put it in this one's place.";
        }
        return "Make the next one by ./lading certificate new NAME, name it beside this one, and send it to the"
                + " partners.";
    }
}
