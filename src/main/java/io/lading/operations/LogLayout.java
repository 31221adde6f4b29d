package io.lading.operations;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** One line an event: JSON for machines, plain words for a person at a terminal. Thread-safe. */
final class LogLayout extends LayoutBase<ILoggingEvent> {

    /** How lines look. */
    enum Form {
        JSON,
        PLAIN
    }

    private static final DateTimeFormatter FOR_MACHINES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FOR_PEOPLE =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Form form;

    LogLayout(Form form) {
        this.form = form;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return switch (form) {
            case JSON -> json(event);
            case PLAIN -> plain(event);
        };
    }

    private static String json(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256).append('{');
        put(line, "time", FOR_MACHINES.format(event.getInstant()));
        put(line, "level", event.getLevel().toString());
        put(line, "logger", event.getLoggerName());
        put(line, "thread", event.getThreadName());
        put(line, "message", event.getFormattedMessage());
        for (KeyValuePair pair : pairs(event)) {
            put(line, pair.key, pair.value);
        }
        if (event.getThrowableProxy() != null) {
            put(line, "error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        line.setCharAt(line.length() - 1, '}');
        return line.append('\n').toString();
    }

    private static void put(StringBuilder line, String key, Object value) {
        text(line, key);
        line.append(':');
        if (value instanceof Number || value instanceof Boolean) {
            line.append(value);
        } else {
            text(line, String.valueOf(value));
        }
        line.append(',');
    }

    private static void text(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < 0x20) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }

    /** Control characters are taken out of what people read: text from outside must not draw lines of its own. */
    private static String plain(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(128);
        line.append(FOR_PEOPLE.format(event.getInstant())).append("  ");
        if (event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.WARN)) {
            line.append(event.getLevel()).append("  ");
        }
        line.append(oneLine(event.getFormattedMessage()));
        for (KeyValuePair pair : pairs(event)) {
            line.append("  ").append(pair.key).append('=').append(oneLine(String.valueOf(pair.value)));
        }
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
        }
        return line.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }
}
