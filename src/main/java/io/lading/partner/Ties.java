package io.lading.partner;

import io.lading.partner.AgreementReader.Draft;
import io.lading.yaml.Problems;
import java.util.List;

/** Finds pairs of agreements that the same document could fall under, neither naming more than the other. */
final class Ties {

    private Ties() {}

    static void report(List<Draft> drafts, Problems problems) {
        List<ReceivingAgreement> agreements = drafts.stream()
                .map(Draft::agreement)
                .filter(ReceivingAgreement.class::isInstance)
                .map(ReceivingAgreement.class::cast)
                .toList();
        for (int i = 0; i < agreements.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (isTie(agreements.get(i), agreements.get(j))) {
                    report(agreements.get(i), agreements.get(j), problems);
                }
            }
        }
    }

    private static boolean isTie(ReceivingAgreement one, ReceivingAgreement other) {
        if (one.format() instanceof Format.Edi first && other.format() instanceof Format.Edi second) {
            return one.partner().equals(other.partner())
                    && one.usage() == other.usage()
                    && meet(first, second)
                    && one.match().overlaps(other.match())
                    && Identifying.precision(one) == Identifying.precision(other);
        }
        return one.format().content() == other.format().content()
                && one.match().through().isPresent()
                && one.match().through().equals(other.match().through());
    }

    private static boolean meet(Format.Edi one, Format.Edi other) {
        boolean releases = one.release().equals(other.release())
                || (one.isBase() && one.isBaseOf(other.release()))
                || (other.isBase() && other.isBaseOf(one.release()));
        return one.standard() == other.standard() && one.set().equals(other.set()) && releases;
    }

    private static void report(ReceivingAgreement one, ReceivingAgreement other, Problems problems) {
        problems.add(
                one.place(),
                "The agreements " + one.id() + " and " + other.id() + " (" + other.place()
                        + ") tie: the same document could fall under both. Narrow one of them by through, from, to, groupFrom"
                        + " or groupTo.");
    }
}
