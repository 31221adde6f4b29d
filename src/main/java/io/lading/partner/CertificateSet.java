package io.lading.partner;

import io.lading.partner.HeldCertificate.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The certificates of one side of a connection; they overlap while one replaces another. */
public record CertificateSet(List<HeldCertificate> all) {

    public static final CertificateSet NONE = new CertificateSet(List.of());

    public CertificateSet {
        all = List.copyOf(all);
    }

    /** Every one that holds at the time: what comes in may still be for, or by, the old one. Newest first. */
    public List<HeldCertificate> valid(Use use, Instant at) {
        return all.stream()
                .filter(held -> held.serves(use, at))
                .sorted(Comparator.comparing(HeldCertificate::from).reversed())
                .toList();
    }

    /** The one to sign with or to encrypt for: of those that have begun the newest. */
    public Optional<HeldCertificate> active(Use use, Instant at) {
        return valid(use, at).stream().findFirst();
    }

    /** Those of a use that end within a time and have no successor that lasts longer. */
    public List<HeldCertificate> ending(Use use, Instant at, Duration within) {
        Instant horizon = at.plus(within);
        boolean followed = all.stream()
                .anyMatch(held -> held.uses().contains(use) && held.until().isAfter(horizon));
        return followed ? List.of() : valid(use, at);
    }

    /** True if for each of its uses another takes over before it ends and lasts longer. */
    boolean follows(HeldCertificate ending) {
        return ending.uses().stream().allMatch(use -> all.stream()
                .anyMatch(held -> held.uses().contains(use)
                        && !held.from().isAfter(ending.until())
                        && held.until().isAfter(ending.until())));
    }
}
