package io.lading.partner;

import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a connection by queue: its address and, for partners that come by the network, how they sign in. */
final class QueueReader {
    private static final String ADDRESS = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}";
    private static final List<String> OURS = List.of("lading.", "activemq.");

    private static final List<Field> COMMON = List.of(
            Shape.optional(
                    "address",
                    Shape.text("The queue's address where the broker already has one"
                            + " (default lading.in.PARTNER.CONNECTION or lading.out.PARTNER.CONNECTION).")),
            Shape.optional(
                    "user",
                    Shape.text("By which the partner signs in to our broker; opens all its queues, and no other.")),
            Shape.optional(
                    "password", Shape.text("Hash of that user's password, as './lading hash-password' prints it.")));

    static final Fields IN = fields("We take messages from a queue.");

    static final Fields OUT = fields(
            "We put messages into a queue.",
            Shape.optional(
                    "body", Shape.choice("How the content is put into a message (default bytes).", "bytes", "text")),
            Shape.optional("contentType", Shape.text("Replaces the content type that goes with the format.")));

    private QueueReader() {}

    private static Fields fields(String description, Field... more) {
        List<Field> all = new ArrayList<>(COMMON);
        all.addAll(List.of(more));
        return new Fields(List.copyOf(all), description);
    }

    static boolean isQueue(Door door) {
        return door.name().equals(Door.QUEUE_IN.name());
    }

    /** The address in force. Wake-ups, refused messages and other partners' queues cannot be taken for one's own. */
    static String address(String partner, String name, Direction direction, FileReading entry) {
        String usual = (direction == Direction.IN ? "lading.in." : "lading.out.") + partner + "." + name;
        String address = entry.text("address", usual);
        if (!address.matches(ADDRESS)) {
            entry.problem(
                    "address",
                    "'address' has letters, digits, points, dashes and underscores; found '" + address + "'.");
        }
        if (!address.equals(usual) && OURS.stream().anyMatch(address::startsWith)) {
            entry.problem(
                    "address",
                    "'" + address + "' begins as addresses of the broker and the hub do; leave 'address' out for "
                            + usual + ", or choose a name of your own.");
        }
        return address;
    }

    /** How the partner signs in; nothing where it does not, as on a broker that has users of its own. */
    static Optional<Login> login(FileReading entry) {
        if (!entry.has("user") && !entry.has("password")) {
            return Optional.empty();
        }
        if (!entry.has("password")) {
            entry.problem("user", "The user needs a 'password': " + io.lading.security.PasswordHash.EXPECTED + ".");
            return Optional.empty();
        }
        return Optional.of(LoginReader.read(entry));
    }
}
