package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.partner.EdifactEnvelope;
import io.lading.partner.Envelope;
import io.lading.partner.Format;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.WrittenSet;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what was written for a partner as the partner would: enveloped by the agreement, read again, against the standard and the
 * partner's guide. So a set that would be refused is held alone, before it has a control number. Single-threaded.
 */
final class WrittenCheck {
    private static final SetContext NOWHERE = new SetContext(null, null, null);

    private final Knowledge knowledge;
    private final LocalDateTime at;
    private final Validator validator = new Validator();

    WrittenCheck(Knowledge knowledge, LocalDateTime at) {
        this.knowledge = knowledge;
        this.at = at;
    }

    /** What is wrong with a delivery that is rendered as segments; nothing if it has no envelope or no schema. */
    List<Finding> check(DeliveryDraft delivery) {
        return InterchangePlans.alone(delivery, knowledge.community())
                .map(plan -> check(delivery, plan))
                .orElse(List.of());
    }

    /** What a set is held against: the partner's guide, if there is one; empty if there is no schema of the release. */
    Optional<Schema> schema(DeliveryDraft delivery, String setType) {
        return delivery.agreement().format() instanceof Format.Edi edi
                ? knowledge
                        .guides()
                        .schema(
                                edi.standard(),
                                edi.release(),
                                setType,
                                delivery.agreement().guide())
                : Optional.empty();
    }

    private List<Finding> check(DeliveryDraft delivery, InterchangePlan plan) {
        Composition composition = Composition.write(plan, numbers(plan), at);
        List<Finding> found = new ArrayList<>();
        composition.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .forEach(found::add);
        WrittenSet written = composition.sets().get(0).get(0);
        Envelope envelope = plan.settings();
        Optional<Schema> schema = knowledge
                .guides()
                .schema(
                        plan.standard(),
                        envelope.release(),
                        written.type(),
                        delivery.agreement().guide());
        schema.ifPresent(against -> {
            SetHeader header =
                    new SetHeader(written.type(), written.controlNumber(), "", envelope.release(), 1, written.offset());
            for (Finding finding : validator.validate(NOWHERE, header, table(plan, composition, written), against)) {
                found.add(finding.withPosition(finding.position().asWritten(written.type())));
            }
        });
        return found;
    }

    private static SegmentTable table(InterchangePlan plan, Composition composition, WrittenSet written) {
        String version = plan.settings() instanceof EdifactEnvelope edifact
                ? edifact.syntax() + ":" + edifact.syntaxVersion()
                : "";
        return InterchangeReader.readSet(
                composition.bytes(),
                written.offset(),
                written.endOffset(),
                0,
                plan.standard(),
                composition.delimiters(),
                version);
    }

    /** They are given back: what really leaves takes its own. */
    private static ControlNumbers numbers(InterchangePlan plan) {
        Map<String, Long> first = new HashMap<>();
        first.put(plan.interchangeCounter(), 1L);
        plan.groups().forEach(group -> first.put(plan.groupCounter(group), 1L));
        return new ControlNumbers(first);
    }
}
