package io.lading.cli.simulate;

import com.sun.net.httpserver.HttpHandler;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ways of played partners into hubs that may die at any time: one that broke is made anew, and at the next of the hubs.
 * Each connection is used by one thread at a time.
 */
public final class Entrances implements AutoCloseable {
    private final Stage stage;
    private final Community community;
    private final List<Sides> makers = new ArrayList<>();
    private final Map<String, Side> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> turns = new ConcurrentHashMap<>();

    /** @param hubs where each of them listens */
    public Entrances(Stage stage, Community community, List<Stage.Ports> hubs) {
        this.stage = stage;
        this.community = community;
        for (Stage.Ports ports : hubs) {
            makers.add(new Sides(stage.before(ports), community, () -> Behaviour.GOOD, Runnable::run));
        }
    }

    /** Answers what hubs post to an address of a partner. */
    public void serve(String path, HttpHandler handler) {
        stage.web().handle(path, handler);
    }

    /** Brings by a connection, and says how that ended; throws if nobody knows that it was taken. */
    public String bring(String connection, Letter letter) throws IOException {
        Side side = open.get(connection);
        try {
            if (side == null) {
                side = make(connection);
                open.put(connection, side);
            }
            return side.send(letter);
        } catch (IOException | RuntimeException e) {
            turns.merge(connection, 1, Integer::sum);
            Side broken = open.remove(connection);
            if (broken != null) {
                broken.close();
            }
            throw e;
        }
    }

    private Side make(String id) throws IOException {
        Connection connection = community
                .connection(id)
                .orElseThrow(() -> new IOException("No partner file has the connection " + id + "."));
        Credentials held = stage.credentials(connection.partner())
                .orElseThrow(() -> new IOException("Nobody plays " + connection.partner() + "."));
        return makers.get(turns.getOrDefault(id, 0) % makers.size()).make(connection, held);
    }

    @Override
    public void close() throws IOException {
        for (Side side : open.values()) {
            side.close();
        }
    }
}
