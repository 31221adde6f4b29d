package io.lading.cli.bench.as2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The partner files of two hubs: the sender takes orders over HTTP and passes them on over AS2; the receiver writes each
 * into a folder.
 */
final class ExchangeFiles {
    private final Path folder;
    private final KeyAndCertificate sender;
    private final KeyAndCertificate receiver;

    ExchangeFiles(Path folder, Instant now) {
        this.folder = folder;
        this.sender = KeyAndCertificate.make("sender", now);
        this.receiver = KeyAndCertificate.make("receiver", now);
    }

    /** @param tokenHash of whoever posts the orders */
    Path writeSender(String tokenHash, String receiverUrl) throws IOException {
        Path files = ourselves("sender", "SUPPLIER01", sender, receiver);
        Files.writeString(files.resolve("buyer.yaml"), """
                partner: buyer
                identifiers: [ { scheme: x12, qualifier: ZZ, id: BUYER01 } ]
                connections:
                  orders-in: { door: http, token: "%s" }
                acknowledge: { functional: none }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders-in, deliver: [ receiver ] }
                """.formatted(tokenHash));
        Files.writeString(files.resolve("receiver.yaml"), """
                partner: receiver
                identifiers: [ { scheme: x12, qualifier: ZZ, id: RECEIVER }, { scheme: as2, id: RECEIVER } ]
                certificates: [ { file: receiver.pem } ]
                connections:
                  orders-out: { door: as2, url: "%s" }
                agreements:
                  - { sends: Order, as: x12/004010/850, through: orders-out, envelope: { setsPerGroup: 1 } }
                """.formatted(receiverUrl));
        return files;
    }

    Path writeReceiver(Path orders) throws IOException {
        Path files = ourselves("receiver", "RECEIVER", receiver, sender);
        Files.writeString(files.resolve("sender.yaml"), """
                partner: sender
                identifiers: [ { scheme: x12, qualifier: ZZ, id: SUPPLIER01 }, { scheme: as2, id: SUPPLIER01 } ]
                certificates: [ { file: sender.pem } ]
                connections:
                  orders-in: { door: as2, direction: in }
                acknowledge: { functional: none }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders-in, deliver: [ store ] }
                """);
        Files.writeString(files.resolve("store.yaml"), """
                partner: store
                connections:
                  inbox: { door: folder, direction: out, path: "%s" }
                agreements:
                  - { sends: Order, as: json, through: inbox }
                """.formatted(orders));
        return files;
    }

    private Path ourselves(String name, String id, KeyAndCertificate own, KeyAndCertificate other) throws IOException {
        Path files = Files.createDirectories(folder.resolve(name).resolve("partners"));
        own.writeKey(files.resolve(name + ".key"));
        own.writeCertificate(files.resolve(name + ".pem"));
        other.writeCertificate(files.resolve((name.equals("sender") ? "receiver" : "sender") + ".pem"));
        Files.writeString(files.resolve("us.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: %s }, { scheme: as2, id: %s } ]
                certificates: [ { file: %s.pem, key: %s.key } ]
                """.formatted(id, id, name, name));
        return files;
    }
}
