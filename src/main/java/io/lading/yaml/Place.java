package io.lading.yaml;

/** Where something stands in a file; line and column count from 1. Line 0 means the thing named as a whole, file or not. */
public record Place(String file, int line, int column) {

    /** A file, an environment variable or an option of a command as a whole. */
    public static Place of(String name) {
        return new Place(name, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
