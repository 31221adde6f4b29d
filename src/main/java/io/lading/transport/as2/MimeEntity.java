package io.lading.transport.as2;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Headers and a body.
 *
 * @param whole the exact bytes of both; of the outermost entity, whose headers are HTTP's, those of the body alone
 */
record MimeEntity(MimeHeaders headers, Content body, Content whole) {

    /** An entity whose headers travelled as HTTP headers. */
    static MimeEntity received(MimeHeaders headers, Content body) {
        return new MimeEntity(headers, body, body);
    }

    /** An entity as it stands in bytes. */
    static MimeEntity parse(Content content) throws IOException, RefusedException {
        MimeHeaders.Read read = MimeHeaders.read(content);
        return new MimeEntity(read.headers(), content.slice(read.bodyAt(), content.size()), content);
    }

    /** An entity of our own making. */
    static MimeEntity of(MimeHeaders headers, Content body) {
        return new MimeEntity(headers, body, Content.joined(List.of(Content.ascii(headers.text() + "\r\n"), body)));
    }

    /** RFC 2045 §5.2: text where nothing is said. */
    HeaderValue type() throws RefusedException {
        return HeaderValue.parse(headers.only("Content-Type").orElse("text/plain"));
    }

    /** The body without its transfer encoding. */
    InputStream decoded() throws IOException, RefusedException {
        String encoding =
                headers.only("Content-Transfer-Encoding").orElse("binary").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "base64" -> Base64.getMimeDecoder().wrap(body.open());
            case "quoted-printable" -> new QuotedPrintable(body.open());
            case "binary", "8bit", "7bit", "" -> body.open();
            default ->
                throw new RefusedException(
                        Reason.UNREADABLE,
                        "The Content-Transfer-Encoding '" + Words.shown(encoding)
                                + "' is unknown; expected binary, 8bit, 7bit, base64 or quoted-printable.");
        };
    }

    /** The body without its transfer encoding, copied only where there is one. */
    Content decoded(Workspace workspace) throws IOException, RefusedException {
        String encoding =
                headers.only("Content-Transfer-Encoding").orElse("binary").toLowerCase(Locale.ROOT);
        boolean encoded = encoding.equals("base64") || encoding.equals("quoted-printable");
        if (!encoded) {
            decoded().close(); // refuses what is unknown
            return body;
        }
        try (InputStream in = decoded()) {
            return workspace.take(in);
        }
    }

    /** As the sender calls the file (RFC 6266, RFC 2231); for display, never a path. */
    Optional<String> fileName() throws RefusedException {
        Optional<String> named = headers.only("Content-Disposition")
                .map(HeaderValue::parse)
                .flatMap(value -> value.extended("filename"));
        return named.isPresent() ? named : type().extended("name");
    }
}
