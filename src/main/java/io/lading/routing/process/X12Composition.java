package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.partner.EnvelopeSettings;
import io.lading.routing.process.InterchangePlan.GroupPlan;
import io.lading.routing.process.InterchangePlan.SetPlan;
import io.lading.syntax.WrittenSet;
import io.lading.syntax.x12.GroupSettings;
import io.lading.syntax.x12.X12Writer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Writes planned X12 interchanges. Stateless. */
final class X12Composition {
    private static final int FIRST_SET = 1;

    private X12Composition() {}

    /** @param at in the partner's zone */
    static Composition write(InterchangePlan plan, ControlNumbers numbers, LocalDateTime at) {
        List<Finding> findings = new ArrayList<>();
        X12Writer writer = new X12Writer(findings::add);
        long number = numbers.next(plan.interchangeCounter());
        writer.beginInterchange(settings(plan), number, at);
        if (plan.answer() != null) {
            plan.answer().write(writer);
        }
        List<String> groupNumbers = new ArrayList<>();
        List<List<WrittenSet>> sets = new ArrayList<>();
        for (GroupPlan group : plan.groups()) {
            long groupNumber = numbers.next(plan.groupCounter(group));
            groupNumbers.add(String.valueOf(groupNumber));
            sets.add(write(writer, plan, group, groupNumber, at));
        }
        writer.endInterchange();
        return new Composition(
                writer.toByteArray(),
                Composition.digits(number, 9),
                Composition.digits(at.getYear() % 100 * 10_000L + at.getMonthValue() * 100L + at.getDayOfMonth(), 6),
                Composition.digits(at.getHour() * 100L + at.getMinute(), 4),
                groupNumbers,
                sets,
                writer.delimiters(),
                findings);
    }

    private static List<WrittenSet> write(
            X12Writer writer, InterchangePlan plan, GroupPlan group, long number, LocalDateTime at) {
        String agency = plan.settings() instanceof EnvelopeSettings agreed ? agreed.agency() : "X";
        writer.beginGroup(
                new GroupSettings(group.functionalId(), group.sender(), group.receiver(), agency, group.release()),
                number,
                at);
        List<WrittenSet> sets = new ArrayList<>();
        int ordinal = FIRST_SET;
        for (SetPlan set : group.sets()) {
            writer.beginSet(set.type(), Composition.digits(ordinal++, 4), "");
            set.content().accept(writer);
            sets.add(writer.endSet());
        }
        writer.endGroup();
        return sets;
    }

    private static io.lading.syntax.x12.EnvelopeSettings settings(InterchangePlan plan) {
        if (!(plan.settings() instanceof EnvelopeSettings agreed)) {
            throw new IllegalArgumentException("not a plan for X12: " + plan);
        }
        boolean answers = plan.acknowledges() != null;
        // What an acknowledgement quotes was chosen to hold none of the agreed delimiters, so those must stay.
        return io.lading.syntax.x12.EnvelopeSettings.between(
                        plan.sender().qualifier(),
                        plan.sender().id(),
                        plan.receiver().qualifier(),
                        plan.receiver().id())
                .withSecurity(
                        agreed.authorizationQualifier(),
                        agreed.authorization(),
                        agreed.securityQualifier(),
                        agreed.security())
                .with(agreed.version(), agreed.acknowledgementRequested() && !answers, InterchangeComposer.usage(plan))
                .withDelimiters(agreed.delimiters(), !answers)
                .withSuffix(Composition.suffix(agreed.segmentSuffix()));
    }
}
