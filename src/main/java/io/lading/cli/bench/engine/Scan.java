package io.lading.cli.bench.engine;

/**
 * The least that any reader must do: look at every byte once and know a delimiter when it sees one. No parser comes near it;
 * it tells how fast the machine is, so that figures of two machines can be compared as ratios.
 */
final class Scan {
    private static final String DELIMITERS = "*~>+':?";

    private final boolean[] delimiter = new boolean[256];
    private final long delimiters;

    Scan(byte[] bytes) {
        for (int i = 0; i < DELIMITERS.length(); i++) {
            delimiter[DELIMITERS.charAt(i)] = true;
        }
        this.delimiters = count(bytes);
    }

    /** The sample's documents, if as many delimiters are found as the first time. */
    long documents(Sample sample) {
        return count(sample.bytes()) == delimiters ? sample.documents() : -1;
    }

    private long count(byte[] bytes) {
        long count = 0;
        for (byte sign : bytes) {
            if (delimiter[sign & 0xFF]) {
                count++;
            }
        }
        return count;
    }
}
