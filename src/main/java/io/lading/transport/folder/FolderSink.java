package io.lading.transport.folder;

import io.lading.tracking.Body;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Delivers into a folder. A file appears under its name only when it is whole and on the disk: temporary name, sync,
 * rename, sync of the folder. The name is the stable key, so a repeat replaces a file by the same bytes. The temporary
 * name is our own, so that two hubs writing the same file after a takeover never mix their bytes.
 */
public final class FolderSink implements Sink, AutoCloseable {
    /** Syncs wait for the disk, not for a processor; together they share the file system's journal commits. */
    private static final int SYNCS_AT_ONCE = 32;

    private final Path folder;
    private final String owner;
    private final ExecutorService syncs;

    /** @param owner tells this process's temporary files from another's */
    public FolderSink(Path folder, String owner) {
        this.folder = folder;
        this.owner = owner;
        this.syncs = Executors.newFixedThreadPool(SYNCS_AT_ONCE, runnable -> {
            Thread thread = new Thread(runnable, "folder-sync");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return refuseAll(transmissions, "The folder " + folder + " cannot be made: " + e.getMessage());
        }
        List<Sent> sent = new ArrayList<>();
        List<Future<Sent>> tries = new ArrayList<>();
        for (Outbound outbound : transmissions) {
            Callable<Sent> write = () -> write(outbound);
            tries.add(syncs.submit(write));
        }
        for (int i = 0; i < tries.size(); i++) {
            sent.add(await(transmissions.get(i), tries.get(i)));
        }
        return syncFolder(transmissions, sent);
    }

    @Override
    public void close() {
        syncs.shutdown();
    }

    private Sent write(Outbound outbound) {
        Path target = folder.resolve(outbound.fileName());
        if (!target.normalize().startsWith(folder.normalize())) {
            return Sent.failed(
                    outbound.transmissionId(),
                    Outcome.PERMANENT,
                    "The file name " + outbound.fileName() + " leaves the folder; change the connection's fileName.");
        }
        Path temporary = folder.resolve("." + outbound.fileName() + "." + owner + ".part");
        try {
            boolean repeat = Files.exists(target);
            if (repeat && !isSame(target, outbound.content())) {
                return Sent.failed(
                        outbound.transmissionId(),
                        Outcome.PERMANENT,
                        "Another file of the name " + outbound.fileName()
                                + " lies in the folder; move it away, or make the connection's fileName tell them apart.");
            }
            if (repeat) {
                return Sent.delivered(
                        outbound.transmissionId(), "The file " + target.getFileName() + " was there already.");
            }
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                write(outbound.content(), channel);
                CrashPoints.reach("before-file-sync");
                channel.force(false);
            }
            CrashPoints.reach("before-file-rename");
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return Sent.delivered(outbound.transmissionId(), "Written as " + target.getFileName() + ".");
        } catch (IOException e) {
            return Sent.failed(
                    outbound.transmissionId(),
                    Outcome.TRANSIENT,
                    "The file " + outbound.fileName() + " could not be written to " + folder + ": " + e.getMessage());
        }
    }

    private static void write(Body content, FileChannel channel) throws IOException {
        if (!content.isHeld()) {
            try (InputStream in = content.open()) {
                in.transferTo(Channels.newOutputStream(channel));
            }
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content.bytes());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static boolean isSame(Path file, Body content) throws IOException {
        if (Files.size(file) != content.size()) {
            return false;
        }
        try (InputStream there = new BufferedInputStream(Files.newInputStream(file))) {
            return content.isSameAs(there);
        }
    }

    private static Sent await(Outbound outbound, Future<Sent> attempt) {
        try {
            return attempt.get();
        } catch (ExecutionException e) {
            return Sent.failed(outbound.transmissionId(), Outcome.UNKNOWN, "Writing broke off: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sent.failed(outbound.transmissionId(), Outcome.UNKNOWN, "The hub stopped while it was writing.");
        }
    }

    /** The renames are durable only when the folder itself is. */
    private List<Sent> syncFolder(List<Outbound> transmissions, List<Sent> sent) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            CrashPoints.reach("before-folder-sync");
            channel.force(true);
            return sent;
        } catch (IOException e) {
            if (System.getProperty("os.name", "").startsWith("Windows")) {
                return sent; // Windows does not open folders, and makes renames durable by itself.
            }
            return refuseAll(transmissions, "The folder " + folder + " could not be synced: " + e.getMessage());
        }
    }

    private static List<Sent> refuseAll(List<Outbound> transmissions, String answer) {
        return transmissions.stream()
                .map(outbound -> Sent.failed(outbound.transmissionId(), Outcome.TRANSIENT, answer))
                .toList();
    }
}
