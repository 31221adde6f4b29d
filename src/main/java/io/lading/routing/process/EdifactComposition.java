package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.partner.Address;
import io.lading.partner.EdifactEnvelope;
import io.lading.routing.process.InterchangePlan.GroupPlan;
import io.lading.routing.process.InterchangePlan.SetPlan;
import io.lading.syntax.Unwritable;
import io.lading.syntax.WrittenSet;
import io.lading.syntax.edifact.EdifactGroup;
import io.lading.syntax.edifact.EdifactSettings;
import io.lading.syntax.edifact.EdifactSettings.Party;
import io.lading.syntax.edifact.EdifactWriter;
import io.lading.syntax.edifact.SyntaxLevel;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Writes planned EDIFACT interchanges. Message references count from 1 in each interchange. Stateless. */
final class EdifactComposition {

    private EdifactComposition() {}

    static Composition write(InterchangePlan plan, ControlNumbers numbers, LocalDateTime at) {
        if (!(plan.settings() instanceof EdifactEnvelope agreed)) {
            throw new IllegalArgumentException("not a plan for EDIFACT: " + plan);
        }
        List<Finding> findings = new ArrayList<>();
        EdifactWriter writer = new EdifactWriter(findings::add);
        String number = String.valueOf(numbers.next(plan.interchangeCounter()));
        writer.beginInterchange(settings(plan, agreed), number, at);
        List<String> groupNumbers = new ArrayList<>();
        List<List<WrittenSet>> sets = new ArrayList<>();
        int reference = 0;
        for (GroupPlan group : plan.groups()) {
            String groupNumber = agreed.groups() ? String.valueOf(numbers.next(plan.groupCounter(group))) : "";
            groupNumbers.add(groupNumber);
            begin(writer, agreed, group, groupNumber, at);
            List<WrittenSet> written = new ArrayList<>();
            for (SetPlan set : group.sets()) {
                writer.beginSet(set.type(), String.valueOf(++reference), group.release(), agreed.association());
                set.content().accept(writer);
                written.add(writer.endSet());
            }
            sets.add(written);
            if (agreed.groups()) {
                writer.endGroup();
            }
        }
        writer.endInterchange();
        return new Composition(
                writer.toByteArray(),
                number,
                Composition.digits(date(at, agreed.syntaxVersion()), agreed.syntaxVersion() >= 4 ? 8 : 6),
                Composition.digits(at.getHour() * 100L + at.getMinute(), 4),
                groupNumbers,
                sets,
                writer.delimiters(),
                findings);
    }

    private static void begin(
            EdifactWriter writer, EdifactEnvelope agreed, GroupPlan group, String number, LocalDateTime at) {
        if (agreed.groups()) {
            Party sender = new Party(group.sender(), "", "");
            Party receiver = new Party(group.receiver(), "", "");
            writer.beginGroup(
                    new EdifactGroup(group.functionalId(), sender, receiver, group.release(), agreed.association()),
                    number,
                    at);
        }
    }

    private static EdifactSettings settings(InterchangePlan plan, EdifactEnvelope agreed) {
        return new EdifactSettings(
                SyntaxLevel.of(agreed.syntax()),
                agreed.syntaxVersion(),
                party(plan.sender(), agreed.senderAddress()),
                party(plan.receiver(), agreed.receiverAddress()),
                agreed.application(),
                // A CONTRL is never answered (ISO 9735-4).
                agreed.acknowledgementRequested() && plan.acknowledges() == null,
                agreed.agreement(),
                InterchangeComposer.usage(plan),
                agreed.una(),
                agreed.delimiters(),
                Composition.suffix(agreed.segmentSuffix()),
                agreed.upperCase(),
                agreed.substitutes() ? Unwritable.SUBSTITUTE : Unwritable.REFUSE);
    }

    private static Party party(Address address, String within) {
        return new Party(address.id(), address.qualifier(), within);
    }

    private static long date(LocalDateTime at, int version) {
        int year = version >= 4 ? at.getYear() : at.getYear() % 100;
        return year * 10_000L + at.getMonthValue() * 100L + at.getDayOfMonth();
    }
}
