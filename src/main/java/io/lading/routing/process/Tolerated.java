package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.partner.ReceivingAgreement;
import io.lading.syntax.Tolerance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes warnings of envelope faults where the agreement is tolerant. Who sent something is known only after it was read
 * strictly, so this comes after identifying, when no findings but the reader's are there. Stateless.
 */
final class Tolerated {

    private Tolerated() {}

    static void apply(InboundInterchange interchange) {
        boolean anyTolerant = false;
        for (InboundGroup group : interchange.groups()) {
            boolean tolerant = group.plain().agreements().anyMatch(Tolerated::isTolerant);
            for (InboundSet set : group.sets()) {
                if (isTolerant(set.agreement())) {
                    tolerant = true;
                    lower(set);
                }
            }
            if (tolerant) {
                anyTolerant = true;
                lower(group.findings());
            }
        }
        if (anyTolerant) {
            lower(interchange.findings());
        }
    }

    /** One set by itself, and what was found about its group and interchange so far. */
    static void apply(InboundSet set) {
        if (isTolerant(set.agreement())) {
            lower(set);
            lower(set.group().findings());
            lower(set.group().interchange().findings());
        }
    }

    private static boolean isTolerant(@Nullable ReceivingAgreement agreement) {
        return agreement != null && agreement.tolerant();
    }

    private static void lower(InboundSet set) {
        if (!set.isClean()) {
            lower(set.findings());
        }
    }

    private static void lower(List<Finding> findings) {
        findings.replaceAll(finding -> isTolerable(finding) ? finding.withSeverity(Severity.WARNING) : finding);
    }

    private static boolean isTolerable(Finding finding) {
        if (finding.severity() != Severity.ERROR) {
            return false;
        }
        for (Tolerance tolerance : Tolerance.values()) {
            if (tolerance.covers(finding.code())) {
                return true;
            }
        }
        return false;
    }
}
