package io.lading.syntax;

/** Reads one interchange of one syntax out of a window that may show only a part of it. Single-threaded, used again and again. */
public interface SyntaxReader {

    /** Forgets the interchange before; the next one begins at the window's position. */
    void begin();

    /**
     * Reads as far as the window goes.
     *
     * @return true if the interchange has ended and the window stands after it; false if more bytes are needed, which is
     *     never answered about the {@linkplain ByteWindow#last last} ones
     */
    boolean read(ByteWindow window);

    /** True if the interchange read last could not be read to its end: what stands after it has been complained about. */
    boolean lostTrack();

    /** The window's bytes now stand in {@code bytes}, moved by {@code shift}. */
    void moved(byte[] bytes, int shift);
}
