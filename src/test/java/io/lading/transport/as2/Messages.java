package io.lading.transport.as2;

import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageComposer.Letter;
import io.lading.transport.as2.MessageComposer.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Messages from acme to globex, and what globex agrees to. */
final class Messages {
    static final String ORDER = """
            ISA*00*          *00*          *ZZ*ACME           *ZZ*GLOBEX         *260612*1200*U*00401*000000905*0*P*:~
            GS*PO*ACME*GLOBEX*20260612*1200*905*X*004010~
            ST*850*0001~
            BEG*00*SA*PO-4711**20260612~
            SE*3*0001~
            GE*1*905~
            IEA*1*000000905~
            """;
    static final String ID = "4711@acme.example";

    private Messages() {}

    static Content order() {
        return Content.of(ORDER.getBytes(StandardCharsets.US_ASCII));
    }

    static Letter letter(Content content) {
        return new Letter("ACME", "GLOBEX", ID, "order", "application/edi-x12", "orders-0612.edi", content);
    }

    static Manner signedAndEncrypted() {
        return manner(Optional.of(DigestAlgorithm.SHA256), Optional.of(ContentCipher.AES256), Compression.NONE);
    }

    static Manner manner(Optional<DigestAlgorithm> sign, Optional<ContentCipher> encrypt, Compression compression) {
        return new Manner(
                sign.map(Identity.ACME::signing), encrypt.map(Identity.GLOBEX::encryption), compression, receipt(sign));
    }

    private static ReceiptRequest receipt(Optional<DigestAlgorithm> sign) {
        return new ReceiptRequest(true, true, List.of(sign.orElse(DigestAlgorithm.SHA256)), Optional.empty());
    }

    static Composed compose(Manner manner, Workspace workspace) throws IOException {
        return MessageComposer.compose(letter(order()), manner, workspace);
    }

    /** Whatever comes, as long as it is acme's. */
    static MessageOpener.Agreed anything() {
        return agreed(false, false);
    }

    static MessageOpener.Agreed agreed(boolean signed, boolean encrypted) {
        return new MessageOpener.Agreed(
                signed,
                encrypted,
                EnumSet.allOf(DigestAlgorithm.class),
                EnumSet.allOf(ContentCipher.class),
                List.of(Identity.GLOBEX.opener()),
                List.of(Identity.ACME.certificate()),
                List.of(),
                1L << 30);
    }

    static MessageOpener.Result open(
            MimeHeaders headers, Content body, MessageOpener.Agreed agreed, Workspace workspace) throws IOException {
        ReceiptRequest request;
        try {
            request = ReceiptRequest.read(headers);
        } catch (RefusedException e) {
            return new MessageOpener.Result.Refused(e.reason(), e.detail(), Disposition.refusal(e.reason(), false), "");
        }
        return MessageOpener.open(headers, body, request, agreed, workspace);
    }

    static OpenedMessage opened(MessageOpener.Result result) {
        if (result instanceof MessageOpener.Result.Opened opened) {
            return opened.message();
        }
        throw new AssertionError("Refused: " + result);
    }

    static MessageOpener.Result.Refused refused(MessageOpener.Result result) {
        if (result instanceof MessageOpener.Result.Refused refused) {
            return refused;
        }
        throw new AssertionError("Not refused: " + result);
    }

    static String text(OpenedMessage message) throws IOException {
        return new String(message.payload().content().bytes(), StandardCharsets.US_ASCII);
    }
}
