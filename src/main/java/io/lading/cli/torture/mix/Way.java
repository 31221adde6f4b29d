package io.lading.cli.torture.mix;

import java.util.List;
import java.util.Locale;

/** A door by which a buyer of the mix brings its orders; each has a buyer of its own in {@code examples/torture/mix}. */
public enum Way {
    HTTP,
    FOLDER,
    MAILBOX,
    SFTP,
    MAIL,
    QUEUE,
    AS2;

    /** As the command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where a hub dies over what comes by it: before the record has it, and after, while the source has it still. */
    List<String> points() {
        return switch (this) {
            case FOLDER, SFTP, MAIL -> List.of("before-commit", "before-source-removal");
            case HTTP, MAILBOX, QUEUE, AS2 -> List.of("before-commit", "after-receive");
        };
    }

    String partner() {
        return "buyer-" + word();
    }

    String connection() {
        return partner() + "/orders";
    }

    /** By which the buyer is known in an X12 envelope. */
    String id() {
        return "MIX" + name();
    }
}
