package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.partner.ReceivingAgreement;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.SetState;
import io.lading.validation.SetContext;
import io.lading.validation.Unsupported;
import io.lading.validation.Validator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Checks each transaction set against its schema and the partner's guide; all findings, each with its position. */
public final class ValidateStage {
    private final Clock clock;

    public ValidateStage(Clock clock) {
        this.clock = clock;
    }

    /** The stage: called once for a batch. */
    public void validate(Batch batch) {
        Validator validator = new Validator();
        batch.openSets().forEach(set -> {
            validate(batch.knowledge().guides(), validator, set);
            set.reached(Stage.VALIDATED);
        });
        batch.passed(Stage.VALIDATED, clock.instant());
    }

    static void validate(Guides guides, Validator validator, InboundSet set) {
        validate(guides, set, validator::validate);
    }

    /** A part of a set too large for one piece, of which more follow. */
    static void validatePart(Guides guides, Validator validator, InboundSet set) {
        validate(guides, set, validator::validatePart);
    }

    private interface Check {
        List<Finding> check(SetContext where, SetHeader set, SegmentTable segments, Schema schema);
    }

    private static void validate(Guides guides, InboundSet set, Check check) {
        SegmentTable table = set.table();
        if (table == null) {
            return; // Its map checks what is not EDI.
        }
        InterchangeHeader header = set.group().interchange().header();
        Optional<Schema> schema = schema(guides, set);
        SetContext context =
                SetContext.of(set.transmission().fileName(), header, set.group().header());
        if (schema.isEmpty()) {
            Finding finding = Unsupported.finding(
                    context, header.standard(), set.group().header(), set.header(), guides.catalog());
            attach(set, finding);
            set.end(SetState.UNRECOGNISED, finding.message());
            return;
        }
        set.checkedAgainst(schema.get());
        List<Finding> found = check.check(context, set.header(), table, schema.get());
        if (!found.isEmpty() && set.findings().size() < Validator.MOST_FINDINGS) {
            set.findings().addAll(found);
        }
    }

    static Optional<Schema> schema(Guides guides, InboundSet set) {
        ReceivingAgreement agreement = set.agreement();
        return guides.schema(
                set.group().interchange().header().standard(),
                set.header().release(),
                set.header().type(),
                agreement == null ? Optional.empty() : agreement.guide());
    }

    /** A release that is not supported is told once, of the group that names it. */
    private static void attach(InboundSet set, Finding finding) {
        if (finding.position().transactionSet() != null) {
            set.findings().add(finding);
            return;
        }
        List<Finding> ofGroup = set.group().findings();
        if (ofGroup.stream().noneMatch(other -> other.code() == finding.code())) {
            ofGroup.add(finding);
        }
    }
}
