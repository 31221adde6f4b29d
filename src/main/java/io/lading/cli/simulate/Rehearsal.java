package io.lading.cli.simulate;

import io.lading.yaml.Problems;
import io.lading.yaml.YamlFile;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.ListNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a partner file into one whose connections end at the played partner on this machine, with secrets of this run
 * only, and whose agreements are for test documents. Nothing that a rehearsal sends can reach a real partner.
 */
final class Rehearsal {
    private static final List<String> OUR_SECRETS =
            List.of("bearer", "user", "password", "oauth2", "hmac", "certificate", "key", "trust", "certificates");
    private static final String LOOPBACK = "127.0.0.1";
    private static final String OFTEN = "300ms";

    private final ObjectNode file;
    private final String partner;
    private final Played played;

    /**
     * What the played partner has on this machine.
     *
     * @param password reference to its password
     * @param passwordHash as files keep it
     * @param tokens hashes of its tokens, by the connection's name
     */
    record Played(
            String web,
            String hub,
            int sftp,
            String hostKey,
            int smtp,
            int imap,
            String password,
            String passwordHash,
            Map<String, String> tokens) {}

    private Rehearsal(ObjectNode file, String partner, Played played) {
        this.file = file;
        this.partner = partner;
        this.played = played;
    }

    /** A partner file as a tree; empty if it cannot be read, which the hub's own reading will say. */
    static Optional<ObjectNode> read(Path path) {
        MapNode root = YamlFile.read(path, new Problems());
        return json(root) instanceof ObjectNode read && read.has("partner") ? Optional.of(read) : Optional.empty();
    }

    private static JsonNode json(YamlNode node) {
        JsonMapper mapper = JsonMapper.shared();
        if (node instanceof ListNode list) {
            ArrayNode items = mapper.createArrayNode();
            list.items().forEach(item -> items.add(json(item)));
            return items;
        }
        if (node instanceof MapNode map) {
            ObjectNode fields = mapper.createObjectNode();
            map.values().forEach((key, value) -> fields.set(key, json(value)));
            return fields;
        }
        return mapper.getNodeFactory().stringNode(((TextNode) node).value());
    }

    static List<String> connections(ObjectNode file) {
        return List.copyOf(file.path("connections").propertyNames());
    }

    static boolean isOwn(ObjectNode file) {
        return file.path("own").asString("").equals("true");
    }

    static boolean hasCertificate(ObjectNode file) {
        return isOwn(file)
                || file.path("connections").valueStream().anyMatch(each -> text(each, "door")
                        .equals("as2"));
    }

    /** Ourselves: the certificate of this run in place of the real one, whose key stays where it is. */
    static void own(ObjectNode file) {
        file.put("usage", "test");
        file.remove("environments");
        ObjectNode certificate = file.putArray("certificates").addObject();
        certificate.put("file", "certs/us.pem").put("key", "certs/us.key");
    }

    /** @param patience how long an acknowledgement may take; null for what was agreed */
    static void partner(ObjectNode file, Played played, @Nullable String patience) {
        new Rehearsal(file, file.path("partner").asString(""), played).rewrite(patience);
    }

    private void rewrite(@org.jspecify.annotations.Nullable String patience) {
        file.put("usage", "test");
        file.remove("environments");
        file.remove("certificates");
        if (hasCertificate(file)) {
            file.putArray("certificates").addObject().put("file", "certs/" + partner + ".pem");
        }
        for (Map.Entry<String, JsonNode> each : file.path("connections").properties()) {
            if (each.getValue() instanceof ObjectNode connection) {
                connect(each.getKey(), connection);
            }
        }
        for (JsonNode agreement : file.path("agreements")) {
            if (agreement instanceof ObjectNode terms) {
                terms.remove("usage");
                if (patience != null && terms.path("expect") instanceof ObjectNode expect) {
                    expect.put("within", patience);
                }
            }
        }
    }

    private void connect(String name, ObjectNode connection) {
        switch (text(connection, "door")) {
            case "http", "soap" -> call(name, connection);
            case "as2" -> as2(name, connection);
            case "folder" -> connection.put("path", "simulated/" + partner + "/" + name);
            case "mailbox" -> login(connection, text(connection, "direction").equals("out"));
            case "queue" -> login(connection, !isFirst("queue", name));
            case "sftp" -> sftp(name, connection);
            case "mail" -> mail(connection);
            default -> {
                // A door that the hub's own reading will refuse, with its place.
            }
        }
    }

    private void call(String name, ObjectNode connection) {
        connection.remove(OUR_SECRETS);
        if (connection.has("url")) {
            connection.put("url", address(name));
            return;
        }
        connection.remove("clientCertificates");
        if (!text(connection, "direction").equals("out")) {
            connection.put("token", played.tokens().getOrDefault(name, ""));
        }
    }

    private void as2(String name, ObjectNode connection) {
        connection.remove(OUR_SECRETS);
        if (connection.has("url")) {
            connection.put("url", address(name));
        }
        if (connection.has("receiptsTo")) {
            connection.putArray("receiptsTo").add(address(outbound()));
        }
        if (connection.path("receipt") instanceof ObjectNode receipt && receipt.has("url")) {
            receipt.put("url", played.hub() + "as2");
        }
    }

    private String outbound() {
        return file.path("connections").properties().stream()
                .filter(each -> each.getValue().has("url"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("receipts");
    }

    private String address(String name) {
        return played.web() + partner + "/" + name;
    }

    private void login(ObjectNode connection, boolean without) {
        connection.remove(List.of("user", "password", "keys", "address"));
        if (!without) {
            connection.put("user", partner);
            connection.put("password", played.passwordHash());
        }
    }

    private boolean isFirst(String door, String name) {
        return file.path("connections").properties().stream()
                .filter(each -> text(each.getValue(), "door").equals(door))
                .findFirst()
                .filter(each -> each.getKey().equals(name))
                .isPresent();
    }

    private void sftp(String name, ObjectNode connection) {
        connection.remove(List.of("key", "keyPassword"));
        connection
                .put("host", LOOPBACK)
                .put("port", String.valueOf(played.sftp()))
                .put("hostKey", played.hostKey())
                .put("folder", name)
                .put("user", partner)
                .put("password", played.password());
        if (text(connection, "direction").equals("in")) {
            connection.put("every", OFTEN);
        }
    }

    private void mail(ObjectNode connection) {
        connection.remove(List.of("user", "password", "trust"));
        connection.put("host", LOOPBACK).put("protection", "none");
        String ours = "edi-" + partner + "@hub.example";
        String theirs = "edi@" + partner + ".example";
        if (text(connection, "direction").equals("in")) {
            connection.put("port", String.valueOf(played.imap())).put("user", ours);
            connection.put("password", played.password()).put("every", OFTEN);
            connection.putArray("from").add(theirs);
            return;
        }
        connection.put("port", String.valueOf(played.smtp()));
        connection.putArray("from").add(ours);
        connection.putArray("to").add(theirs);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    static void write(ObjectNode file, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.writeString(to, JsonMapper.shared().writeValueAsString(file)); // JSON is YAML
    }
}
