package io.lading.transport.sftp;

import io.lading.transport.HeldBack;
import io.lading.transport.SourceNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all users have in {@code in}, and how long unfinished files stay there. Thread-safe. */
final class Mailboxes {
    private static final Logger log = LoggerFactory.getLogger(Mailboxes.class);
    /** After so long somebody is told of an unfinished file. */
    static final Duration PATIENCE = Duration.ofDays(1);
    /** After so long it is thrown away. */
    static final Duration LONGEST = Duration.ofDays(8);

    private final KeptFiles kept;
    private final long mostBytes;
    private final HeldBack heldBack;
    private final Clock clock;
    private final Map<String, Mailbox> byConnection = new ConcurrentHashMap<>();

    /** @param mostBytes that one user may have in files that are not finished */
    Mailboxes(KeptFiles kept, long mostBytes, HeldBack heldBack, Clock clock) throws IOException {
        this.kept = kept;
        this.mostBytes = mostBytes;
        this.heldBack = heldBack;
        this.clock = clock;
        kept.load((connection, name, upload, told) -> {
            of(connection).restore(name, upload);
            if (told) {
                heldBack.remember(connection, SourceNames.shown(name), sentence(upload));
            }
        });
    }

    Mailbox of(String connection) {
        return byConnection.computeIfAbsent(connection, id -> new Mailbox(id, kept, mostBytes));
    }

    /** It was renamed or removed: nobody need look after it any more. */
    void settled(Mailbox mailbox, String name) {
        heldBack.clear(mailbox.connection(), SourceNames.shown(name));
    }

    /** Tells of unfinished files that were left, and throws away those that were left for long. */
    void look() {
        Instant now = clock.instant();
        for (Mailbox mailbox : byConnection.values()) {
            mailbox.forgetTakenBefore(now.minus(PATIENCE));
            mailbox.atRest(upload -> upload.since().isBefore(now.minus(PATIENCE)))
                    .forEach((name, upload) -> lookAt(mailbox, name, upload, now));
        }
    }

    private void lookAt(Mailbox mailbox, String name, Upload upload, Instant now) {
        String shown = SourceNames.shown(name);
        String look = upload.extent() + "|" + upload.since();
        if (upload.since().isBefore(now.minus(LONGEST))) {
            mailbox.forget(name, upload);
            heldBack.refuse(
                    mailbox.connection(), shown, look, "It was never finished, and is thrown away after 8 days.");
            heldBack.clear(mailbox.connection(), shown);
            return;
        }
        if (kept.isTold(upload)) {
            return;
        }
        heldBack.refuse(mailbox.connection(), shown, look, sentence(upload));
        try {
            kept.told(upload);
        } catch (IOException e) {
            log.debug("connection={} will tell of {} again: {}", mailbox.connection(), shown, e.getMessage());
        }
    }

    private static String sentence(Upload upload) {
        return "Its " + upload.extent() + " bytes lie in the partner's mailbox under an unfinished name since "
                + upload.since() + " and are not processed. Ask the partner to rename it, or to remove it; it is thrown"
                + " away 8 days after it was written.";
    }
}
