package io.lading.transport;

import io.lading.tracking.IntakeClosed;
import io.lading.tracking.Payloads;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.SubmissionPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A receive hop as a door sees it, which keeps what it is given by key, and fails when a test wants it to. */
public final class KeptSubmissions implements SubmissionPort {
    /** What was taken in, each once: the text by the key. */
    public final Map<String, String> kept = new LinkedHashMap<>();
    /** Which names were handed in, repeats too. */
    public final List<String> names = new ArrayList<>();

    private @Nullable RuntimeException fault;
    private boolean closed;
    private Runnable meanwhile = () -> {};

    /** From now on each submission ends like this; null for well. */
    public void failing(@Nullable RuntimeException wanted) {
        fault = wanted;
    }

    public void closed(boolean wanted) {
        closed = wanted;
    }

    /** Done once, after the bytes were read and before they are answered for. */
    public void meanwhile(Runnable action) {
        meanwhile = action;
    }

    @Override
    public void requireOpen() {
        if (closed) {
            throw new IntakeClosed("Only 3 MB are free.", "The hub is short of room.");
        }
    }

    @Override
    public Receipt submit(Reception reception) {
        return submit(reception, reception.body());
    }

    @Override
    public Receipt submit(Reception facts, InputStream body) throws IOException {
        byte[] first = body.readNBytes(1);
        interrupt();
        byte[] rest = body.readAllBytes();
        byte[] all = new byte[first.length + rest.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return submit(facts, all);
    }

    private Receipt submit(Reception facts, byte[] bytes) {
        requireOpen();
        names.add(Objects.requireNonNullElse(facts.fileName(), ""));
        if (fault != null) {
            throw fault;
        }
        interrupt();
        String key = Objects.requireNonNullElseGet(
                facts.key(), () -> HexFormat.of().formatHex(Payloads.sha256(bytes)) + kept.size());
        String before = kept.putIfAbsent(key, new String(bytes, StandardCharsets.ISO_8859_1));
        return before == null ? new Receipt.Accepted(kept.size()) : new Receipt.Repeated(1);
    }

    private void interrupt() {
        Runnable action = meanwhile;
        meanwhile = () -> {};
        action.run();
    }
}
