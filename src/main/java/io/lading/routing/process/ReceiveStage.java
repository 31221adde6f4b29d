package io.lading.routing.process;

import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
import io.lading.tracking.Inbox;
import io.lading.tracking.Lane;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.Submission;
import java.io.IOException;
import java.io.InputStream;

/** Makes what a door took in durable, in the lane its content belongs to. */
public final class ReceiveStage {
    private static final int ISA_ELEMENT_SEPARATOR = 3;

    private final Inbox inbox;
    private final long bulkAbove;

    /** @param bulkAbove bytes beyond which a transmission takes the bulk lane */
    public ReceiveStage(Inbox inbox, long bulkAbove) {
        this.inbox = inbox;
        this.bulkAbove = bulkAbove;
    }

    /** The stage: returns when the bytes are durable, so that the door may answer. */
    public Receipt receive(Object taken) throws IOException {
        if (taken instanceof Submission submission) {
            SyntaxKind syntax = SyntaxDetector.detect(submission.head(), submission.head().length);
            try (InputStream stream = submission.body()) {
                return inbox.receive(submission.facts().classified(syntax.name(), Lane.BULK), stream);
            }
        }
        Reception reception = (Reception) taken;
        byte[] body = reception.body();
        SyntaxKind syntax = SyntaxDetector.detect(body, body.length);
        return inbox.receive(reception.classified(syntax.name(), lane(syntax, body)));
    }

    private Lane lane(SyntaxKind syntax, byte[] body) {
        if (body.length > bulkAbove) {
            return Lane.BULK;
        }
        boolean answers = (syntax == SyntaxKind.X12 && beginsWithAcknowledgement(body))
                || (syntax == SyntaxKind.EDIFACT && indexOf(body, "CONTRL:", 0) >= 0);
        return answers ? Lane.ACKNOWLEDGEMENT : Lane.INTERACTIVE;
    }

    /** Only a guess at the lane, so a look at the first segment after ISA is enough: GS of FA, or TA1. */
    private static boolean beginsWithAcknowledgement(byte[] body) {
        int isa = indexOf(body, "ISA", 0);
        int separatorAt = isa + ISA_ELEMENT_SEPARATOR;
        if (isa < 0 || separatorAt >= body.length) {
            return false;
        }
        char separator = (char) (body[separatorAt] & 0xFF);
        int group = indexOf(body, "GS" + separator + "FA" + separator, separatorAt);
        int answer = indexOf(body, "TA1" + separator, separatorAt);
        int window = isa + 200;
        return (group >= 0 && group < window) || (answer >= 0 && answer < window);
    }

    private static int indexOf(byte[] body, String wanted, int from) {
        int limit = Math.min(body.length, from + 256) - wanted.length();
        for (int i = from; i <= limit; i++) {
            if (matches(body, wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] body, String wanted, int at) {
        for (int i = 0; i < wanted.length(); i++) {
            if (body[at + i] != (byte) wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
