package io.lading.transport;

import io.lading.partner.UnfinishedNames;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;

/** What the doors that take files know about their names. */
public final class SourceNames {
    private static final int LONGEST_SHOWN = 200;

    private SourceNames() {}

    /** As programs name what they have not finished writing, where no connection says otherwise. */
    public static boolean isUnfinished(String name) {
        return UnfinishedNames.USUAL.matches(name);
    }

    /** For people: without control and direction characters. */
    public static String shown(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_SHOWN)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** @param files a pattern such as {@code *.csv}, or several with commas */
    public static PathMatcher matcher(String files) {
        boolean several = files.indexOf(',') >= 0 && files.indexOf('{') < 0;
        return FileSystems.getDefault().getPathMatcher("glob:" + (several ? "{" + files + "}" : files));
    }
}
