package io.lading.cli.bench.engine;

import java.io.IOException;

/** Another library doing the same work. Its classes are loaded only where its jar is there. */
interface Peer {
    /** Measures what it can do of this sample. */
    void measure(Sample sample, Stopwatch watch, RowPrinter printer) throws IOException;

    /** True if a class of the peer's is on the class path. */
    static boolean isThere(String className) {
        try {
            Class.forName(className, false, Peer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
