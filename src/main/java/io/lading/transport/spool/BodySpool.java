package io.lading.transport.spool;

import io.lading.tracking.IntakeClosed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the body of a request whose sender its header does not prove. No thread waits for the bytes: the web server says
 * when some have come (Servlet 6 §3.7), and when all have, the request is dispatched again. Thread-safe.
 */
public final class BodySpool {
    static final String PREFIX = "body-";

    private static final Logger log = LoggerFactory.getLogger(BodySpool.class);
    private static final String ATTRIBUTE = BodySpool.class.getName();

    private final Path folder;
    private final int heldBytes;
    private final SpoolQuota quota;
    private final UnknownPlaces places;
    private final Duration longest;
    private final Consumer<String> refused;

    /**
     * What callers not known yet may have.
     *
     * @param atATime bodies
     * @param longest that one may take
     */
    public record Unknown(int atATime, Duration longest) {}

    /**
     * @param folder for temporary files; nobody else's
     * @param heldBytes up to so many bytes of each body stay in memory
     * @param refused told why, for counting
     */
    public BodySpool(Path folder, int heldBytes, SpoolQuota quota, Unknown unknown, Consumer<String> refused)
            throws IOException {
        this.folder = folder;
        this.heldBytes = heldBytes;
        this.quota = quota;
        this.places = new UnknownPlaces(unknown.atATime(), System::nanoTime);
        this.longest = unknown.longest();
        this.refused = refused;
        sweep();
    }

    /** What a killed process left. */
    private void sweep() throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Room for what is made of a request beside its body; to be closed with it. */
    public SpoolQuota.Share share(Sender sender) {
        return quota.of(sender);
    }

    /**
     * The body of a request, or why there is none.
     *
     * @param most bytes of it
     * @return nothing while it is under way: the caller returns at once, and is called again when the request is dispatched
     *     again
     */
    public Optional<SpooledBody> take(
            HttpServletRequest request, HttpServletResponse response, Sender sender, long most) throws IOException {
        if (request.getAttribute(ATTRIBUTE) instanceof SpooledBody body) {
            return Optional.of(body);
        }
        if (request.getContentLengthLong() > most) {
            return Optional.of(SpooledBody.Refused.TOO_LARGE);
        }
        try {
            quota.requireRoom();
        } catch (IntakeClosed e) {
            return Optional.of(closed(e));
        }
        Optional<UnknownPlaces.Place> place = Optional.empty();
        if (!sender.known()) {
            place = places.enter(sender.address());
            if (place.isEmpty()) {
                refused.accept("unknown-places");
                return Optional.of(SpooledBody.Refused.TOO_MANY);
            }
        }
        BodyFile file = new BodyFile(folder, PREFIX, heldBytes, quota.of(sender), most);
        BodyTaking taking = new BodyTaking(request, file, place, this::ended);
        taking.begin(response, sender.known() ? Duration.ZERO : longest);
        return Optional.empty();
    }

    private void ended(HttpServletRequest request, SpooledBody body) {
        request.setAttribute(ATTRIBUTE, body);
        if (body instanceof SpooledBody.Refused refusal) {
            refused.accept(refusal.isForNow() ? "spool-room" : "spool-body");
            log.debug("spool remote={} refused=\"{}\"", request.getRemoteAddr(), refusal.words());
        }
    }

    static SpooledBody.Refused closed(IntakeClosed e) {
        return new SpooledBody.Refused(503, e.forSenders() + " Nothing was kept; send the message again later.");
    }
}
