package io.lading.transport.sftp;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.sshd.common.util.io.IoUtils;
import org.jspecify.annotations.Nullable;

/** What a client may know of a file in {@code in}: a regular file, readable and writable by it alone. */
record Attributes(long size, Instant time) {

    /**
     * What a client wants to have changed.
     *
     * @param size in bytes
     */
    record Change(@Nullable Long size, @Nullable Instant time) {
        static Change of(Map<String, ?> wanted) {
            return new Change(
                    wanted.get(IoUtils.SIZE_VIEW_ATTR) instanceof Number size ? size.longValue() : null,
                    wanted.get(IoUtils.LASTMOD_TIME_VIEW_ATTR) instanceof FileTime time ? time.toInstant() : null);
        }
    }

    /** Under the names of the server's library. */
    NavigableMap<String, Object> byName() {
        NavigableMap<String, Object> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.put(IoUtils.SIZE_VIEW_ATTR, size);
        named.put(IoUtils.REGFILE_VIEW_ATTR, true);
        named.put(IoUtils.DIRECTORY_VIEW_ATTR, false);
        named.put(IoUtils.SYMLINK_VIEW_ATTR, false);
        named.put(
                IoUtils.PERMISSIONS_VIEW_ATTR, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        named.put(IoUtils.USERID_VIEW_ATTR, 0);
        named.put(IoUtils.GROUPID_VIEW_ATTR, 0);
        named.put(IoUtils.LASTMOD_TIME_VIEW_ATTR, FileTime.from(time));
        named.put(IoUtils.LASTACC_TIME_VIEW_ATTR, FileTime.from(time));
        return named;
    }
}
