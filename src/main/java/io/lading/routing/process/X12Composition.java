package io.lading.routing.process;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.partner.EnvelopeSettings;
import io.lading.routing.process.InterchangePlan.GroupPlan;
import io.lading.routing.process.InterchangePlan.SetPlan;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.WrittenSet;
import io.lading.syntax.x12.GroupSettings;
import io.lading.syntax.x12.X12Writer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * An interchange as it leaves.
 *
 * @param controlNumber ISA13
 * @param date ISA09
 * @param time ISA10
 * @param groupControlNumbers GS06 of each group
 * @param sets of each group, with their places in the bytes
 * @param delimiters in force; others than agreed if a value held one of those
 * @param findings what could not be written as given; with an error among them the interchange must not leave
 */
record X12Composition(
        byte[] bytes,
        String controlNumber,
        String date,
        String time,
        List<String> groupControlNumbers,
        List<List<WrittenSet>> sets,
        Delimiters delimiters,
        List<Finding> findings) {
    private static final int FIRST_SET = 1;

    /** @param at in the partner's zone */
    static X12Composition write(InterchangePlan plan, ControlNumbers numbers, LocalDateTime at) {
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
            long groupNumber = numbers.next(InterchangePlan.groupCounter(group));
            groupNumbers.add(String.valueOf(groupNumber));
            sets.add(write(writer, plan, group, groupNumber, at));
        }
        writer.endInterchange();
        return new X12Composition(
                writer.toByteArray(),
                digits(number, 9),
                digits(at.getYear() % 100 * 10_000L + at.getMonthValue() * 100L + at.getDayOfMonth(), 6),
                digits(at.getHour() * 100L + at.getMinute(), 4),
                groupNumbers,
                sets,
                writer.delimiters(),
                findings);
    }

    private static List<WrittenSet> write(
            X12Writer writer, InterchangePlan plan, GroupPlan group, long number, LocalDateTime at) {
        writer.beginGroup(
                new GroupSettings(
                        group.functionalId(),
                        group.sender(),
                        group.receiver(),
                        plan.settings().agency(),
                        group.release()),
                number,
                at);
        List<WrittenSet> sets = new ArrayList<>();
        int ordinal = FIRST_SET;
        for (SetPlan set : group.sets()) {
            writer.beginSet(set.type(), digits(ordinal++, 4), "");
            set.content().accept(writer);
            sets.add(writer.endSet());
        }
        writer.endGroup();
        return sets;
    }

    private static io.lading.syntax.x12.EnvelopeSettings settings(InterchangePlan plan) {
        EnvelopeSettings agreed = plan.settings();
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
                .withSuffix(suffix(agreed.segmentSuffix()));
    }

    private static SegmentSuffix suffix(String text) {
        return switch (text) {
            case "\n" -> SegmentSuffix.LF;
            case "\r\n" -> SegmentSuffix.CRLF;
            default -> SegmentSuffix.NONE;
        };
    }

    private static String digits(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
