package io.lading.transport.as2;

import java.util.Optional;

/** Compares a receipt with the message that it answers. */
final class ReceiptMatch {

    private ReceiptMatch() {}

    /**
     * What was sent.
     *
     * @param mustBeSigned a signed receipt was asked for
     * @param anyMic a wrong MIC, or none, is tolerated
     */
    public record Sent(String messageId, Mic mic, boolean mustBeSigned, boolean anyMic) {}

    /** What the receipt proves. */
    public sealed interface Verdict {
        /** The partner has exactly what was sent. */
        record Proven(String words) implements Verdict {}

        /** The partner has it and will not take it. */
        record Rejected(String words) implements Verdict {}

        /** It proves nothing about this message. */
        record Unusable(String words) implements Verdict {}
    }

    public static Verdict judge(Sent sent, ReceiptReader.Read read) {
        Receipt receipt = read.receipt();
        Optional<String> about = receipt.originalMessageId();
        if (about.isPresent() && !about.get().equals(sent.messageId())) {
            return new Verdict.Unusable("The receipt is about message " + Words.shown(about.get()) + ", not about "
                    + sent.messageId() + ".");
        }
        if (sent.mustBeSigned() && read.signer().isEmpty()) {
            return new Verdict.Unusable("The receipt is not signed, though a signed one was asked for; it says '"
                    + Words.shown(receipt.disposition().words())
                    + "'. Ask the partner to sign receipts, or agree on 'receipt: { signed: false }'.");
        }
        if (!receipt.disposition().isAccepted()) {
            return new Verdict.Rejected(
                    "The partner answers " + Words.shown(receipt.disposition().words())
                            + (receipt.text().isEmpty() ? "" : ": " + Words.shown(receipt.text())));
        }
        return judgeMic(sent, receipt);
    }

    private static Verdict judgeMic(Sent sent, Receipt receipt) {
        boolean equal = receipt.mic().filter(sent.mic()::equalTo).isPresent();
        if (sent.anyMic() && !equal) {
            return new Verdict.Proven("Receipt: " + receipt.disposition().words() + ". Its MIC is "
                    + receipt.mic().map(Mic::text).orElse("missing") + ", ours "
                    + sent.mic().text() + "; tolerated as agreed, so it does not prove which bytes arrived.");
        }
        if (receipt.mic().isEmpty()) {
            if (sent.mustBeSigned()) {
                return new Verdict.Rejected(
                        "The receipt says processed but carries no Received-Content-MIC that can be read, so it does not"
                                + " prove what arrived.");
            }
            return new Verdict.Proven("Receipt: " + receipt.disposition().words() + ".");
        }
        Mic mic = receipt.mic().get();
        if (mic.algorithm() != sent.mic().algorithm()) {
            return new Verdict.Rejected(
                    "The receipt's MIC is " + mic.algorithm().word() + ", ours "
                            + sent.mic().algorithm().word()
                            + "; they cannot be compared. Ask the partner to use the algorithm asked for.");
        }
        if (!mic.equalTo(sent.mic())) {
            return new Verdict.Rejected("The receipt's MIC is " + mic.text() + ", ours "
                    + sent.mic().text() + ": the partner has received other bytes than were sent, or computes it in"
                    + " another way. If both compared the document and it is the same, agree on"
                    + " 'receipt: { tolerate: [ mic ] }'.");
        }
        return new Verdict.Proven("Receipt: " + receipt.disposition().words() + ", MIC equal.");
    }
}
