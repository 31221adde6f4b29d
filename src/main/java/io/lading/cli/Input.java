package io.lading.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing a verb reads: a file, or standard input.
 *
 * @param path {@code -} for standard input
 */
record Input(Path path) {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final int HEAD = 4096;

    /** Files as they are, folders by all the files below them but hidden ones, in the order of their names. */
    static List<Input> all(List<Path> given) throws IOException {
        List<Input> inputs = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> below = Files.walk(path)) {
                    below.filter(file -> Files.isRegularFile(file) && !isHidden(path.relativize(file)))
                            .sorted()
                            .forEach(file -> inputs.add(new Input(file)));
                }
            } else if (path.equals(STANDARD_INPUT) || Files.isReadable(path)) {
                inputs.add(new Input(path));
            } else {
                throw new WrongUseException("There is no file " + path + " that can be read.");
            }
        }
        return inputs;
    }

    private static boolean isHidden(Path below) {
        for (Path part : below) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** As positions name it. */
    String name() {
        return isStandardInput() ? "standard input" : path.toString();
    }

    boolean isStandardInput() {
        return path.equals(STANDARD_INPUT);
    }

    /** Bytes of it; 0 if nobody knows before the end. */
    long size() {
        try {
            return isStandardInput() ? 0 : Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    InputStream open() throws IOException {
        // System.in is buffered already, and belongs to the process: closing it is nobody's business here.
        return isStandardInput() ? new UnclosedInput(System.in) : new BufferedInputStream(Files.newInputStream(path));
    }

    /** The first bytes of a file, which tell what it is. */
    byte[] head() throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(HEAD);
        }
    }

    byte[] bytes() throws IOException {
        return isStandardInput() ? System.in.readAllBytes() : Files.readAllBytes(path);
    }

    private static final class UnclosedInput extends java.io.FilterInputStream {
        UnclosedInput(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
