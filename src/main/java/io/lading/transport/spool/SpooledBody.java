package io.lading.transport.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What became of the body of a request. */
public sealed interface SpooledBody {

    /**
     * It came whole, and lies where its request can read it until that is answered.
     *
     * @param held the bytes, if they are few
     * @param file else where they are
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Whole(byte @Nullable [] held, @Nullable Path file, long size, SpoolQuota.Share share)
            implements SpooledBody {

        public InputStream open() throws IOException {
            if (held != null) {
                return new ByteArrayInputStream(held);
            }
            if (file == null) {
                throw new IOException("The body is kept nowhere");
            }
            return Files.newInputStream(file);
        }
    }

    /**
     * Nothing of it is kept.
     *
     * @param status of HTTP
     * @param words for the sender
     */
    record Refused(int status, String words) implements SpooledBody {
        static final Refused TOO_LARGE = new Refused(413, "The message is too large.");
        static final Refused BROKEN =
                new Refused(400, "The body broke off or came too slowly; nothing was kept. Send it again.");
        static final Refused TOO_LONG = new Refused(408, "The body took too long; nothing was kept. Send it again.");
        static final Refused NO_ROOM = new Refused(
                503,
                "There is no room for so many unfinished messages at present. Nothing was kept; send it again later.");
        static final Refused TOO_MANY =
                new Refused(429, "Too many messages of callers not known yet; nothing was kept. Send it again later.");

        /** True if the same body may be taken later. */
        public boolean isForNow() {
            return status == 503 || status == 429;
        }

        /** Seconds, as the Retry-After of HTTP has them. */
        public String retryAfter() {
            return status == 429 ? "5" : "60";
        }
    }
}
