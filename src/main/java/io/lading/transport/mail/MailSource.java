package io.lading.transport.mail;

import io.lading.partner.Connection;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Lane;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.SubmissionPort;
import io.lading.tracking.Turns;
import io.lading.transport.HeldBack;
import io.lading.transport.mail.MailParts.Refused;
import io.lading.transport.mail.MailParts.Taken;
import jakarta.mail.Address;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.search.FlagTerm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches mails that nobody has seen yet, and marks or moves each only when all that is taken of it is durable here. What
 * cannot be taken stays, flagged, for a person. Used by one timer.
 */
public final class MailSource {
    private static final Logger log = LoggerFactory.getLogger(MailSource.class);
    private static final int MOST_A_LOOK = 200;

    private final Connection connection;
    private final MailServer server;
    private final SubmissionPort port;
    private final HeldBack heldBack;
    private final Turns turns;
    private final Limits limits;
    private final MailParts parts;

    /**
     * What a mail may weigh.
     *
     * @param spool for parts on their way; nobody else's
     * @param heldBytes larger parts are stored as they are read
     */
    public record Limits(Path spool, long mostBytes, int heldBytes) {}

    /** @param turns so that no two hubs move the mails of one mailbox away under each other's hands */
    public MailSource(
            Connection connection,
            MailServer server,
            SubmissionPort port,
            HeldBack heldBack,
            Turns turns,
            Limits limits) {
        this.heldBack = heldBack;
        this.turns = turns;
        this.connection = connection;
        this.server = server;
        this.port = port;
        this.limits = limits;
        this.parts = new MailParts(
                server.terms().taken(), connection.setting("files").orElse("*"), limits.spool(), limits.mostBytes());
    }

    /** Looks once; called by the timer. What cannot be done now is tried at a later look. */
    public synchronized void poll() {
        if (!heldBack.isDue(connection.id())) {
            return;
        }
        try {
            port.requireOpen();
            Files.createDirectories(limits.spool());
            Optional<Turns.Turn> mine = turns.take(connection.id());
            if (mine.isPresent()) {
                empty(mine.get());
            }
            heldBack.clear(connection.id());
        } catch (IOException | MessagingException | RecordFailure | IllegalStateException e) {
            heldBack.retry(connection.id(), "It was not emptied: " + e.getMessage());
        }
    }

    /** The turn ends after the folder is closed, which is when the server lets moved mails go. */
    private void empty(Turns.Turn turn) throws MessagingException, IOException {
        try (turn;
                Store store = server.session("imap").getStore("imap")) {
            server.connect(store);
            empty(store, turn);
        }
    }

    private void empty(Store store, Turns.Turn turn) throws MessagingException, IOException {
        try (Folder folder = store.getFolder(server.terms().folder())) {
            folder.open(Folder.READ_WRITE);
            Message[] some = due(folder, folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)));
            FetchProfile wanted = new FetchProfile();
            wanted.add(FetchProfile.Item.ENVELOPE);
            wanted.add(FetchProfile.Item.SIZE);
            wanted.add(UIDFolder.FetchProfileItem.UID);
            folder.fetch(some, wanted);
            for (Message mail : some) {
                if (!turn.goesOn()) {
                    return;
                }
                tryToTake(store, folder, mail);
            }
        }
    }

    /** Those that may be tried now; what is held back does not keep the others out of a look. */
    private Message[] due(Folder folder, Message[] unseen) throws MessagingException {
        FetchProfile uid = new FetchProfile();
        uid.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(unseen, uid);
        List<Message> due = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (Message mail : unseen) {
            String name = name(folder, mail);
            there.add(name);
            if (due.size() < MOST_A_LOOK && heldBack.isDue(connection.id(), name, "")) {
                due.add(mail);
            }
        }
        heldBack.keep(connection.id(), there);
        return due.toArray(new Message[0]);
    }

    /** What is the matter with one mail is no matter of the others; what is the matter with the server or the record is. */
    private void tryToTake(Store store, Folder folder, Message mail) throws MessagingException, IOException {
        String name = name(folder, mail);
        try {
            take(store, folder, mail);
            heldBack.clear(connection.id(), name);
        } catch (MessagingException | IOException e) {
            if (!folder.isOpen()) {
                throw e;
            }
            heldBack.retry(connection.id(), name, "", "It could not be taken: " + e.getMessage());
        } catch (RecordFailure e) {
            if (RecordUnavailable.isPassing(e)) {
                throw e;
            }
            heldBack.retry(connection.id(), name, "", String.valueOf(e.getMessage()));
        }
    }

    private void take(Store store, Folder folder, Message mail) throws MessagingException, IOException {
        String refusal = refusal(mail);
        if (refusal == null) {
            refusal = submit(folder, mail);
        }
        if (refusal != null) {
            log.warn("connection={} refused mail {}: {}", connection.id(), name(folder, mail), refusal);
            mail.setFlag(Flags.Flag.FLAGGED, true);
            mail.setFlag(Flags.Flag.SEEN, true);
            return;
        }
        CrashPoints.reach("before-source-removal");
        mail.setFlag(Flags.Flag.SEEN, true);
        if (server.terms().moveTo().isPresent()) {
            Folder done = store.getFolder(server.terms().moveTo().get());
            if (!done.exists()) {
                done.create(Folder.HOLDS_MESSAGES);
            }
            folder.copyMessages(new Message[] {mail}, done);
            mail.setFlag(Flags.Flag.DELETED, true);
        }
        CrashPoints.reach("after-source-removal");
    }

    private @Nullable String refusal(Message mail) throws MessagingException {
        List<String> known = server.terms().from();
        if (!known.isEmpty() && known.stream().noneMatch(address -> isFrom(mail, address))) {
            return "its sender is not among those of 'from'";
        }
        // Base64 makes a third more of it.
        return mail.getSize() / 4 * 3L
                        > limits.mostBytes() * server.terms().taken().most()
                ? "it has " + mail.getSize() + " bytes, more than any mail that could be taken"
                : null;
    }

    private static boolean isFrom(Message mail, String known) {
        try {
            Address[] from = mail.getFrom();
            return from != null
                    && from.length == 1
                    && from[0] instanceof InternetAddress address
                    && known.equalsIgnoreCase(address.getAddress());
        } catch (MessagingException e) {
            return false;
        }
    }

    /** All parts, or none: each is looked at before the first is submitted. */
    private @Nullable String submit(Folder folder, Message mail) throws MessagingException, IOException {
        List<Taken> taken;
        try {
            taken = parts.of(mail);
        } catch (Refused e) {
            return e.getMessage();
        }
        try {
            if (taken.isEmpty()) {
                return "it has nothing that is to be taken";
            }
            for (Taken part : taken) {
                submit(part, key(folder, mail, part));
            }
            return null;
        } finally {
            MailParts.discard(taken);
        }
    }

    /** A mail that comes again, by another UID too, is the same submission; without Message-ID its place names it. */
    private static String key(Folder folder, Message mail, Taken part) throws MessagingException {
        String[] id = mail.getHeader("Message-ID");
        String name = id == null || id.length == 0 || id[0].isBlank() ? name(folder, mail) : id[0].strip();
        return java.util.UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "|"
                + part.ordinal() + "|" + part.sha256();
    }

    private static String name(Folder folder, Message mail) throws MessagingException {
        UIDFolder byUid = (UIDFolder) folder;
        return folder.getFullName() + "/" + byUid.getUIDValidity() + "/" + byUid.getUID(mail);
    }

    private void submit(Taken part, String key) throws IOException {
        boolean small = part.size() <= limits.heldBytes();
        Reception facts = new Reception(
                connection.id(),
                connection.partner(),
                "mail:" + server.label(),
                "mail",
                key,
                part.name(),
                server.label(),
                "application/octet-stream",
                "UNKNOWN",
                Lane.INTERACTIVE,
                small ? Files.readAllBytes(part.file()) : new byte[0]);
        Receipt receipt;
        if (small) {
            receipt = port.submit(facts);
        } else {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(part.file()), 1 << 16)) {
                receipt = port.submit(facts, in);
            }
        }
        log.debug("connection={} part={} receipt={}", connection.id(), part.ordinal(), receipt);
    }
}
