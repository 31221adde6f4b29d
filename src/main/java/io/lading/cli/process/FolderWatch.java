package io.lading.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Waits for files in a folder; those that begin with a point are not finished yet and do not count. */
public final class FolderWatch implements AutoCloseable {
    private final Path folder;
    private final WatchService service;
    private final Set<String> names = new LinkedHashSet<>();
    private long lastChange;

    /** Makes the folder if it is not there. */
    public FolderWatch(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.service = folder.getFileSystem().newWatchService();
        folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
        list();
    }

    /** Waits until so many files are there; false when time is up. */
    public boolean awaitCount(int count, Duration longest) {
        return await(there -> there.size() >= count, longest);
    }

    /** Waits until the names of the files there fulfil a condition; false when time is up. */
    public boolean await(Predicate<Collection<String>> condition, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.test(names)) {
            if (!take(deadline - System.nanoTime())) {
                return condition.test(names);
            }
        }
        return true;
    }

    /** The files seen so far, in the order in which they came. */
    public List<String> names() {
        return List.copyOf(names);
    }

    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /** When a file was last seen to come, by {@link System#nanoTime}. */
    public long lastChange() {
        return lastChange;
    }

    private boolean take(long nanos) {
        try {
            WatchKey key = nanos <= 0 ? null : service.poll(nanos, TimeUnit.NANOSECONDS);
            if (key == null) {
                return false;
            }
            key.pollEvents().forEach(this::apply);
            return key.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    private void apply(WatchEvent<?> event) {
        if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
            list();
            return;
        }
        String name = String.valueOf(event.context());
        if (event.kind() == StandardWatchEventKinds.ENTRY_DELETE) {
            names.remove(name);
        } else if (!name.startsWith(".")) {
            names.add(name);
            lastChange = System.nanoTime();
        }
    }

    private void list() {
        names.clear();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be listed.", e);
        }
        lastChange = System.nanoTime();
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
