package io.lading.cli.torture;

import io.lading.cli.process.FolderWatch;
import io.lading.cli.process.HubProcess;
import io.lading.cli.simulate.Arrival;
import io.lading.cli.simulate.Mailbox;
import io.lading.cli.simulate.PartnerServer;
import io.lading.security.BearerToken;
import io.lading.security.TokenHash;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/** The receivers that outlive every hub, and how to start a hub among them. */
public final class Site implements AutoCloseable {
    private static final String SMALL_BATCH = "8KB";

    private final Path home;
    private final Path folder;
    private final String token;
    private final PartnerServer server;
    private final Mailbox orders;
    private final Mailbox acknowledgements;
    private final FolderWatch warehouse;
    private final EventMeter meter = new EventMeter();

    private Site(Path home, Path folder, String token, PartnerServer server) throws IOException {
        this.home = home;
        this.folder = folder;
        this.token = token;
        this.server = server;
        this.orders = server.open("/orders").answering(this::taken);
        this.acknowledgements = server.open("/acknowledgements").answering(this::taken);
        this.warehouse = new FolderWatch(folder.resolve("warehouse"));
    }

    /**
     * Opens the receivers.
     *
     * @param home where routes, mappings and {@code examples/torture} are
     * @param folder for data and deliveries
     */
    public static Site open(Path home, Path folder) throws IOException {
        String token = BearerToken.generate(new SecureRandom()).reveal();
        return new Site(home, folder, token, PartnerServer.start());
    }

    private Mailbox.Answer taken(Arrival arrival) {
        meter.observed();
        return new Mailbox.Answer(201, "");
    }

    /** A hub among these partners, with data in a folder of this name. */
    public HubProcess.Settings hub(String name) {
        return HubProcess.Settings.of(
                        home,
                        folder.resolve(name),
                        home.resolve("examples/torture/partners"),
                        Map.of(
                                "TORTURE_TOKEN_HASH",
                                TokenHash.of(token).toString(),
                                "TORTURE_PORT",
                                Integer.toString(server.port()),
                                "TORTURE_FOLDER",
                                folder.toAbsolutePath().toString(),
                                "LADING_FOLDERS_EXCHANGE",
                                folder.resolve("warehouse").toAbsolutePath().toString(),
                                // Small, so that files of some orders are split as very large ones are.
                                "LADING_BATCH_BYTES",
                                SMALL_BATCH))
                .shortLived();
    }

    /** What names the buyer's connection. */
    public String token() {
        return token;
    }

    /** The ERP, which takes canonical JSON. */
    public Mailbox orders() {
        return orders;
    }

    /** The buyer, who takes 997s. */
    public Mailbox acknowledgements() {
        return acknowledgements;
    }

    /** The warehouse, which takes each order as a file. */
    public FolderWatch warehouse() {
        return warehouse;
    }

    EventMeter meter() {
        return meter;
    }

    @Override
    public void close() throws IOException {
        server.close();
        warehouse.close();
    }
}
