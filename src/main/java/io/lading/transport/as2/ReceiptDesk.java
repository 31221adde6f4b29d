package io.lading.transport.as2;

import io.lading.partner.As2Terms;
import io.lading.partner.CertificateSet;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.tracking.ReceiptLog;
import io.lading.transport.as2.As2Door.Reply;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes receipts that come later and settles what they are about. */
final class ReceiptDesk {
    private static final Logger logger = LoggerFactory.getLogger(ReceiptDesk.class);

    private final ReceiptLog log;
    private final Clock clock;

    ReceiptDesk(ReceiptLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Only what the partner's own certificate signed, about a message that went to that partner, changes anything. */
    Reply take(Community community, String theirs, String ours, MimeHeaders headers, Content body, Workspace workspace)
            throws IOException {
        Optional<Connection> connection = community.connectionByAs2Names(theirs, ours, Direction.OUT);
        if (connection.isEmpty() || connection.get().as2().isEmpty()) {
            return Reply.plain(403, "There is no agreement between these AS2 names.");
        }
        As2Terms terms = connection.get().as2().get();
        String id = connection.get().id();
        try {
            As2Rules rules = new As2Rules(terms, CertificateSet.NONE, clock.instant());
            ReceiptReader.Read read = ReceiptReader.read(headers, body, rules.signers());
            Optional<ReceiptLog.Sent> sent = read.receipt().originalMessageId().flatMap(about -> log.sent(id, about));
            if (sent.isEmpty()) {
                return refused(id, 404, "The receipt is about no message that was sent to this partner.");
            }
            Mic mic = Mic.parse(sent.get().mic()).orElseThrow();
            ReceiptMatch.Verdict verdict = ReceiptMatch.judge(
                    new ReceiptMatch.Sent(
                            sent.get().messageId(),
                            mic,
                            terms.receipt().signed(),
                            terms.receipt().anyMic()),
                    read);
            if (verdict instanceof ReceiptMatch.Verdict.Unusable unusable) {
                return refused(id, 400, unusable.words());
            }
            String refusal = verdict instanceof ReceiptMatch.Verdict.Rejected rejected ? rejected.words() : null;
            log.settle(
                    new ReceiptLog.Got(
                            sent.get().transmissionId(),
                            read.receipt().disposition().words(),
                            headers.text(),
                            body.bytes()),
                    "as2:" + terms.theirName(),
                    refusal);
            return Reply.empty();
        } catch (RefusedException e) {
            return refused(id, 400, e.detail());
        }
    }

    private Reply refused(String connection, int status, String detail) {
        logger.warn("as2 connection={} receipt refused=\"{}\"", connection, detail);
        log.noteRefusal(connection, "A receipt is refused: " + detail);
        return Reply.plain(status, "The receipt was not accepted.");
    }
}
