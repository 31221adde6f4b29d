package io.lading.acknowledgement;

import io.lading.acknowledgement.AcknowledgementMatch.Matched;
import io.lading.acknowledgement.AcknowledgementMatch.Orphan;
import io.lading.acknowledgement.AcknowledgementMatch.SetAnswer;
import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import io.lading.acknowledgement.ReceivedSyntaxReport.AnsweredGroup;
import io.lading.acknowledgement.ReceivedSyntaxReport.Verdict;
import io.lading.acknowledgement.SentItems.GroupKey;
import io.lading.acknowledgement.SentItems.InterchangeKey;
import io.lading.acknowledgement.SentItems.NumberedGroup;
import io.lading.acknowledgement.SentItems.ReferenceKey;
import io.lading.acknowledgement.SentItems.SentGroup;
import io.lading.acknowledgement.SentItems.SentSet;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules by which acknowledgements find what they answer: a 997 or 999 by the parties of its group reversed, AK101 and
 * AK102, then AK202, never by interchange control number; a TA1 by ISA13, date and time;
 * an 824 as a 997, by OTI08 and OTI09; a CONTRL by UNB 0020 and both parties, then by message reference.
 */
public final class AcknowledgementMatching {

    private AcknowledgementMatching() {}

    /**
     * What a 997 or 999 answers.
     *
     * @param carrying the group it came in, whose sender is the partner
     */
    public static AcknowledgementMatch match(ReceivedAcknowledgement received, GroupHeader carrying, SentItems sent) {
        GroupKey key = new GroupKey(
                /* sender= */ carrying.receiver(),
                /* receiver= */ carrying.sender(),
                received.functionalId(),
                withoutZeros(received.groupControlNumber()));
        Optional<SentGroup> group = sent.group(key);
        if (group.isEmpty()) {
            return new Orphan("We sent no group " + key.functionalId() + " " + key.controlNumber() + " from "
                    + key.sender() + " to " + key.receiver() + ".");
        }
        return matched(received, group.get());
    }

    /**
     * The id of the interchange that a TA1 answers; empty if it is not ours.
     *
     * @param carrying the interchange it came in, whose sender is the partner
     */
    public static Optional<String> match(
            InterchangeAcknowledgement received, InterchangeHeader carrying, SentItems sent) {
        return sent.interchange(new InterchangeKey(
                /* senderQualifier= */ carrying.receiverQualifier(),
                /* sender= */ carrying.receiver(),
                /* receiverQualifier= */ carrying.senderQualifier(),
                /* receiver= */ carrying.sender(),
                EchoedText.number(received.controlNumber(), 9, 9),
                received.date(),
                received.time()));
    }

    /**
     * What a CONTRL answers: one match for each group of the interchange it names. Empty if that is not ours. A mere receipt
     * leaves every message unknown; messages that it does not list share the verdict of the level above.
     *
     * @param carrying the interchange it came in, whose sender is the partner
     */
    public static Optional<List<Matched>> match(
            ReceivedSyntaxReport received, InterchangeHeader carrying, SentItems sent) {
        ReferenceKey key = new ReferenceKey(
                /* sender= */ carrying.receiver(), /* receiver= */ carrying.sender(), received.interchangeReference());
        return sent.interchange(key).map(interchange -> interchange.groups().stream()
                .map(group -> matched(received, group))
                .toList());
    }

    /**
     * The set of ours that a verdict in an 824 is about: by the parties of its group reversed, OTI08 and OTI09. Empty if it
     * is not ours, or if the verdict names no control numbers.
     *
     * @param functionalId GS01 of sets of type OTI10
     * @param carrying the group it came in, whose sender is the partner
     */
    public static Optional<SetAnswer> match(
            ApplicationAdvice.Verdict verdict, String functionalId, GroupHeader carrying, SentItems sent) {
        GroupKey key = new GroupKey(
                /* sender= */ carrying.receiver(),
                /* receiver= */ carrying.sender(),
                functionalId,
                withoutZeros(verdict.groupControlNumber()));
        String wanted = key(verdict.setType(), verdict.setControlNumber());
        return sent.group(key)
                .flatMap(group -> group.sets().stream()
                        .filter(set -> key(set.type(), set.controlNumber()).equals(wanted))
                        .findFirst())
                .map(set -> new SetAnswer(set, Answer.of(verdict.disposition()), Optional.empty()));
    }

    private static Matched matched(ReceivedSyntaxReport received, NumberedGroup group) {
        Optional<AnsweredGroup> said = received.groups().stream()
                .filter(answered -> answered.reference().equals(group.controlNumber()))
                .findFirst();
        Verdict verdict = received.verdict() == Verdict.ACCEPTED
                ? said.map(AnsweredGroup::verdict).orElse(Verdict.ACCEPTED)
                : received.verdict();
        List<AnsweredSet> sets = said.map(AnsweredGroup::sets).orElse(received.sets());
        Map<String, AnsweredSet> listed = new LinkedHashMap<>();
        sets.forEach(set -> listed.putIfAbsent(set.controlNumber(), set));
        List<SetAnswer> answers = new ArrayList<>();
        for (SentSet set : group.group().sets()) {
            Optional<AnsweredSet> found = Optional.ofNullable(listed.remove(set.controlNumber()));
            Answer answer =
                    switch (verdict) {
                        case RECEIVED -> Answer.UNKNOWN;
                        case REJECTED -> Answer.REJECTED;
                        case ACCEPTED -> listed(found, Answer.ACCEPTED);
                    };
            answers.add(new SetAnswer(set, answer, found));
        }
        return new Matched(group.group(), List.copyOf(answers), List.copyOf(listed.values()), false);
    }

    private static Matched matched(ReceivedAcknowledgement received, SentGroup group) {
        Map<String, AnsweredSet> listed = new LinkedHashMap<>();
        received.sets().forEach(set -> listed.putIfAbsent(key(set.type(), set.controlNumber()), set));
        List<SetAnswer> answers = new ArrayList<>();
        for (SentSet set : group.sets()) {
            AnsweredSet found = listed.remove(key(set.type(), set.controlNumber()));
            answers.add(answer(received, set, Optional.ofNullable(found)));
        }
        boolean countsDiffer =
                received.received() >= 0 && received.received() != group.sets().size();
        return new Matched(group, List.copyOf(answers), List.copyOf(listed.values()), countsDiffer);
    }

    private static SetAnswer answer(ReceivedAcknowledgement received, SentSet set, Optional<AnsweredSet> listed) {
        Answer answer =
                switch (received.status()) {
                    // A rejected group takes all its sets with it, whatever is said of each.
                    case REJECTED -> Answer.REJECTED;
                    case PARTIALLY_ACCEPTED -> listed(listed, Answer.UNKNOWN);
                    case ACCEPTED -> listed(listed, Answer.ACCEPTED);
                    case ACCEPTED_WITH_ERRORS ->
                        listed(listed, received.sets().isEmpty() ? Answer.ACCEPTED_WITH_ERRORS : Answer.ACCEPTED);
                };
        return new SetAnswer(set, answer, listed);
    }

    private static Answer listed(Optional<AnsweredSet> listed, Answer otherwise) {
        return listed.map(set -> Answer.of(set.status())).orElse(otherwise);
    }

    private static String key(String type, String controlNumber) {
        return type + "/" + withoutZeros(controlNumber);
    }

    /** Control numbers are compared as numbers: some partners drop leading zeros. */
    private static String withoutZeros(String number) {
        int start = 0;
        while (start < number.length() - 1 && number.charAt(start) == '0') {
            start++;
        }
        return number.substring(start);
    }
}
