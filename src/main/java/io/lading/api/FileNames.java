package io.lading.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** File names as strangers give them: for display and for the download dialogue, never a path of ours. */
final class FileNames {
    private static final Pattern IN_DISPOSITION = Pattern.compile("filename=\"?([^\";]+)\"?");
    private static final int LONGEST = 200;

    private FileNames() {}

    /** The last part of a path, without control characters. */
    static String display(String given) {
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder out = new StringBuilder();
        name.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(LONGEST)
                .forEach(out::appendCodePoint);
        return out.isEmpty() ? "unnamed" : out.toString();
    }

    static Optional<String> fromDisposition(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = IN_DISPOSITION.matcher(header);
        return matcher.find() ? Optional.of(display(matcher.group(1))) : Optional.empty();
    }

    /** Letters, digits, dots, dashes and underscores only: safe in a header and on any disk. */
    static String download(@Nullable String given, String otherwise) {
        String name = given == null ? otherwise : display(given).replaceAll("[^A-Za-z0-9._-]", "_");
        return name.startsWith(".") ? "_" + name : name;
    }
}
