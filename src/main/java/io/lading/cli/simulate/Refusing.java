package io.lading.cli.simulate;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;
import org.jspecify.annotations.Nullable;

/** Finds fault with every set: the first value after its header is a code that this partner does not take. */
final class Refusing implements InterchangeListener {
    private final InterchangeListener to;

    Refusing(InterchangeListener to) {
        this.to = to;
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        if (set.segmentCount() > 1) {
            to.finding(fault(header, set));
        }
        to.transactionSet(header, set, complete);
    }

    private static Finding fault(SetHeader header, SegmentTable set) {
        int token = set.tokensBegin(1);
        while (token < set.tokensEnd(1) && set.isEmpty(token)) {
            token++;
        }
        boolean valued = token < set.tokensEnd(1);
        int element = valued ? set.elementOf(token) : 0;
        return Finding.error(
                FindingCode.CODE_NOT_ALLOWED,
                new Position(
                        null,
                        null,
                        null,
                        header.controlNumber(),
                        header.type(),
                        set.tagText(1),
                        set.ordinal(1),
                        element,
                        valued && isComposite(set, element) ? set.componentOf(token) : 0,
                        0,
                        null,
                        set.offset(1)),
                "a code that this partner takes",
                valued ? set.text(token) : "");
    }

    private static boolean isComposite(SegmentTable set, int element) {
        for (int token = set.tokensBegin(1); token < set.tokensEnd(1); token++) {
            if (set.elementOf(token) == element && set.componentOf(token) > 1) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        to.interchangeStarted(header);
    }

    @Override
    public void groupStarted(GroupHeader header) {
        to.groupStarted(header);
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {
        to.groupEnded(trailer);
    }

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {
        to.interchangeEnded(trailer);
    }

    @Override
    public void finding(Finding finding) {
        to.finding(finding);
    }
}
