package io.lading.routing.process;

import io.lading.acknowledgement.SetOutcome;
import io.lading.interchange.SetHeader;
import io.lading.partner.ReceivingAgreement;
import io.lading.schema.Schema;
import io.lading.tracking.SetState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sets of one group that passed by with nothing to be said about them. Their rows are written already; what is kept of
 * each is the control number that the acknowledgement lists. They share one fate. Belongs to one thread.
 */
final class PlainSets {
    /** Sets of more kinds in one group are kept as all others are. */
    private static final int MOST_KINDS = 100;

    private final List<Kind> kinds = new ArrayList<>();
    private byte[] kind = {};
    private byte[] numbers = {};
    private int[] numberEnds = {};
    private int count;
    private long first;
    private long last;
    private SetState state = SetState.ACCEPTED;
    private @Nullable String reason;

    private record Kind(
            String type,
            String convention,
            String release,
            @Nullable Schema schema,
            ReceivingAgreement agreement) {}

    /** Takes a set in; false for one that must be kept by itself. */
    boolean take(InboundSet set) {
        ReceivingAgreement agreement = set.agreement();
        boolean plain = set.isClean()
                && set.isComplete()
                && !set.isEnded()
                && set.parts().isEmpty();
        if (!plain || agreement == null) {
            return false;
        }
        SetHeader header = set.header();
        int of = kindOf(new Kind(header.type(), header.convention(), header.release(), set.schema(), agreement));
        if (of >= MOST_KINDS) {
            return false;
        }
        add(of, header.controlNumber());
        first = count == 1 ? set.id() : first;
        last = set.id();
        return true;
    }

    private int kindOf(Kind wanted) {
        int known = kinds.indexOf(wanted);
        if (known >= 0 || kinds.size() == MOST_KINDS) {
            return known >= 0 ? known : MOST_KINDS;
        }
        kinds.add(wanted);
        return kinds.size() - 1;
    }

    private void add(int of, String controlNumber) {
        byte[] text = controlNumber.getBytes(StandardCharsets.UTF_8);
        int start = numberStart(count);
        if (count == kind.length) {
            kind = Arrays.copyOf(kind, Math.max(16, count + count / 2));
            numberEnds = Arrays.copyOf(numberEnds, kind.length);
        }
        if (start + text.length > numbers.length) {
            numbers = Arrays.copyOf(numbers, (start + text.length) * 3 / 2);
        }
        System.arraycopy(text, 0, numbers, start, text.length);
        kind[count] = (byte) of;
        numberEnds[count] = start + text.length;
        count++;
    }

    private int numberStart(int index) {
        return index == 0 ? 0 : numberEnds[index - 1];
    }

    int count() {
        return count;
    }

    /** The id of the first one; 0 if there is none. */
    long first() {
        return first;
    }

    long last() {
        return last;
    }

    Stream<ReceivingAgreement> agreements() {
        return kinds.stream().map(Kind::agreement);
    }

    /** What the acknowledgement is told of one, counted from 0. */
    SetOutcome outcome(int index, int ordinal) {
        Kind of = kinds.get(kind[index]);
        int start = numberStart(index);
        String number = new String(numbers, start, numberEnds[index] - start, StandardCharsets.UTF_8);
        SetHeader header = new SetHeader(of.type(), number, of.convention(), of.release(), ordinal, 0);
        return new SetOutcome(header, true, of.schema(), List.of());
    }

    /** None of them goes any further. */
    void end(SetState found, @Nullable String why) {
        if (state == SetState.ACCEPTED) {
            state = found;
            reason = why;
        }
    }

    boolean isEnded() {
        return state != SetState.ACCEPTED;
    }

    SetState state() {
        return state;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
