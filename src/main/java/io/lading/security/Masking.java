package io.lading.security;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets and party data out of what is logged or shown. */
public final class Masking {
    private static final Pattern TOKEN = Pattern.compile("ldg_[0-9A-Za-z]{8,}");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\b(bearer|basic|digest)\\s+[A-Za-z0-9._~+/=-]{4,}");
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b(password|passwd|secret|token|api[-_]?key)(\\s*[=:]\\s*)[^\\s,;&\"']+");
    private static final Pattern USER_INFORMATION = Pattern.compile("(?<=://)[^/@\\s]+@");

    private Masking() {}

    /** A line for the log: tokens, authorization values, passwords and user parts of URLs become {@code ***}. */
    public static String line(String text) {
        String out = AUTHORIZATION.matcher(text).replaceAll("$1 " + Secret.MASK);
        out = TOKEN.matcher(out).replaceAll(BearerToken.PREFIX + Secret.MASK);
        out = NAMED.matcher(out).replaceAll("$1$2" + Matcher.quoteReplacement(Secret.MASK));
        return USER_INFORMATION.matcher(out).replaceAll(Matcher.quoteReplacement(Secret.MASK) + "@");
    }

    /** A URL without its user information and query, which may carry secrets. */
    public static String url(URI url) {
        String text = url.toString();
        int query = text.indexOf('?');
        String shown = query < 0 ? text : text.substring(0, query) + "?" + Secret.MASK;
        return USER_INFORMATION.matcher(shown).replaceAll(Matcher.quoteReplacement(Secret.MASK) + "@");
    }

    /** A name, address or telephone number of a person: the first letter stays, so that two can be told apart. */
    public static String person(String text) {
        return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(0, 1)) + "…";
    }
}
