package io.lading.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip files, sound ones and others. */
final class Zips {
    private static final int END_RECORD = 22;

    private Zips() {}

    static byte[] of(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** Says of its entry that it is encrypted: bit 0 of the flags in the entry's own header. */
    static byte[] encrypted(String name, byte[] content) throws IOException {
        byte[] zip = of(Map.of(name, content));
        zip[6] |= 1;
        return zip;
    }

    /** Has a directory of two names, which lead to the same bytes. */
    static byte[] overlapping(String name, byte[] content) throws IOException {
        byte[] zip = of(Map.of(name, content));
        int end = zip.length - END_RECORD;
        int directory = (zip[end + 16] & 0xFF) | (zip[end + 17] & 0xFF) << 8;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(zip, 0, end);
        out.write(zip, directory, end - directory);
        zip[end + 8] = 2;
        zip[end + 10] = 2;
        int size = 2 * (end - directory);
        zip[end + 12] = (byte) size;
        zip[end + 13] = (byte) (size >> 8);
        out.write(zip, end, END_RECORD);
        return out.toByteArray();
    }

    /** Ends where its directory's end should be. */
    static byte[] withoutDirectory(String name, byte[] content) throws IOException {
        byte[] zip = of(Map.of(name, content));
        return Arrays.copyOf(zip, zip.length - END_RECORD);
    }
}
