package io.lading.transport.mail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** What a zip file's directory says; read apart from the entries, so that the two can be compared. */
final class ZipDirectory {
    /** APPNOTE 4.3.16: the end record has 22 bytes and then a comment of 65,535 at most. */
    private static final int END_RECORD = 22;

    /** Stands for that many entries and for any number above (APPNOTE 4.4.1.4). */
    static final int MOST = 0xFFFF;

    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ENTRIES_AT = 10;
    private static final int COMMENT_LENGTH_AT = 20;

    private ZipDirectory() {}

    /** How many entries the directory names, {@link #MOST} at most. */
    static int entries(Path file) throws IOException {
        try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "r")) {
            int length = Math.toIntExact(Math.min(zip.length(), END_RECORD + LONGEST_COMMENT));
            byte[] end = new byte[length];
            zip.seek(zip.length() - length);
            zip.readFully(end);
            for (int at = length - END_RECORD; at >= 0; at--) {
                if (isEndRecord(end, at)) {
                    return twoBytes(end, at + ENTRIES_AT);
                }
            }
        }
        throw new ZipException("its directory is missing, so it was cut off on its way");
    }

    /** The comment must reach to the end of the file, or the signature stands in it by chance. */
    private static boolean isEndRecord(byte[] end, int at) {
        return end[at] == 'P'
                && end[at + 1] == 'K'
                && end[at + 2] == 5
                && end[at + 3] == 6
                && at + END_RECORD + twoBytes(end, at + COMMENT_LENGTH_AT) == end.length;
    }

    private static int twoBytes(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }
}
