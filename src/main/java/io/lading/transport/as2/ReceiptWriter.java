package io.lading.transport.as2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the exact bytes of a receipt, once; a repeated message is answered with the same. */
final class ReceiptWriter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ReceiptWriter() {}

    /**
     * Who receipts to whom.
     *
     * @param from our name, the message's AS2-To
     * @param messageId the receipt's own
     */
    public record Envelope(String from, String to, String messageId, Instant at) {}

    /** A receipt for the wire. */
    public record Written(MimeHeaders headers, byte[] body) {}

    public static Written write(Envelope envelope, Receipt receipt, Optional<MessageComposer.Signing> signing)
            throws IOException {
        MimeEntity text = MimeEntity.of(
                MimeHeaders.of("Content-Type", "text/plain; charset=us-ascii", "Content-Transfer-Encoding", "7bit"),
                Content.ascii(receipt.text() + "\r\n"));
        String told = fields(envelope, receipt).text() + "\r\n";
        boolean ascii = told.chars().allMatch(c -> c < 0x80); // a Message-ID is repeated byte for byte, whatever it has
        MimeEntity fields = MimeEntity.of(
                MimeHeaders.of(
                        "Content-Type",
                        "message/disposition-notification",
                        "Content-Transfer-Encoding",
                        ascii ? "7bit" : "8bit"),
                Content.of(told.getBytes(StandardCharsets.ISO_8859_1)));
        MimeEntity report = Entities.multipart("report", "report-type=disposition-notification", List.of(text, fields));
        MimeEntity entity = report;
        if (signing.isPresent()) {
            MessageComposer.Signing by = signing.get();
            entity = Entities.signed(report, by.digest(), by.certificate(), by.key());
        }
        MimeHeaders headers = MimeHeaders.of(
                "AS2-Version",
                MessageComposer.VERSION,
                "AS2-From",
                As2Name.header(envelope.from()),
                "AS2-To",
                As2Name.header(envelope.to()),
                "Message-ID",
                "<" + envelope.messageId() + ">",
                "Date",
                DATE.format(envelope.at()),
                "MIME-Version",
                "1.0");
        return new Written(headers.and(entity.headers()), entity.body().bytes());
    }

    private static MimeHeaders fields(Envelope envelope, Receipt receipt) {
        MimeHeaders fields = MimeHeaders.of(
                "Reporting-UA",
                "Lading",
                "Original-Recipient",
                "rfc822; " + As2Name.header(envelope.from()),
                "Final-Recipient",
                "rfc822; " + As2Name.header(envelope.from()));
        if (receipt.originalMessageId().isPresent()) {
            fields = fields.and(MimeHeaders.of(
                    "Original-Message-ID", "<" + receipt.originalMessageId().get() + ">"));
        }
        fields = fields.and(MimeHeaders.of("Disposition", receipt.disposition().field()));
        return receipt.mic().isPresent()
                ? fields.and(MimeHeaders.of(
                        "Received-Content-MIC", receipt.mic().get().text()))
                : fields;
    }
}
