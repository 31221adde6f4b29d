package io.lading.transport.http;

import io.lading.security.Secret;
import io.lading.tracking.UsedNonces;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * A body that its sender signed as {@link BodySignature} says. Its end is told only if the signature is right and was not
 * used before, so that whoever keeps what it reads keeps nothing else.
 */
public final class SignedBody extends FilterInputStream {
    public static final String HEADER = BodySignature.HEADER;

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-fA-F]{64})");

    private final Mac mac;
    private final Claim claim;
    private final String connection;
    private final UsedNonces nonces;
    private boolean proven;

    /** The signature is missing, wrong, too old or used; the sender learns no more. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** What the header says, if it has the right form and time. */
    private record Claim(String seconds, byte[] signature) {}

    /** @param header as it came */
    public SignedBody(
            InputStream body, @Nullable String header, Secret secret, String connection, UsedNonces nonces, Clock clock)
            throws Refused {
        super(body);
        this.claim = claim(header, clock.instant()).orElseThrow(Refused::new);
        this.mac = BodySignature.begun(secret, claim.seconds());
        this.connection = connection;
        this.nonces = nonces;
    }

    /** True if a header could be right, for refusing before the body is read. */
    public static boolean isPossible(@Nullable String header, Instant now) {
        return claim(header, now).isPresent();
    }

    private static Optional<Claim> claim(@Nullable String header, Instant now) {
        Matcher matcher = FORM.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(matcher.group(1)));
        boolean inTime = !signed.isBefore(now.minus(WINDOW)) && !signed.isAfter(now.plus(WINDOW));
        return inTime
                ? Optional.of(new Claim(matcher.group(1), HexFormat.of().parseHex(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int read() throws IOException {
        int found = in.read();
        if (found >= 0) {
            mac.update((byte) found);
        } else {
            prove();
        }
        return found;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0) {
            mac.update(into, offset, count);
        } else if (count < 0) {
            prove();
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void prove() throws Refused {
        if (proven) {
            return;
        }
        if (!MessageDigest.isEqual(claim.signature(), mac.doFinal())) {
            throw new Refused();
        }
        Instant until = Instant.ofEpochSecond(Long.parseLong(claim.seconds())).plus(WINDOW);
        if (!nonces.use(connection, claim.signature(), until)) {
            throw new Refused();
        }
        proven = true;
    }
}
