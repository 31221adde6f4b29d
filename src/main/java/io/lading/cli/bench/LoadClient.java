package io.lading.cli.bench;

import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.process.PostingConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The load client, a program of its own so that its time and memory are not the hub's. Takes a line at a time:
 * {@code prepare files|interchange START COUNT}, {@code send CONNECTIONS}; answers each with one line. Single-threaded but
 * for the connections.
 */
public final class LoadClient {
    /** The variable that holds the bearer token. */
    static final String TOKEN = "LADING_BENCH_TOKEN";

    private final URI hub;
    private final String token;
    private List<Sample> samples = List.of();

    private LoadClient(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    /** @param arguments the hub's address */
    public static void main(String[] arguments) throws IOException {
        String token = System.getenv(TOKEN);
        LoadClient client = new LoadClient(URI.create(arguments[0]), token == null ? "" : token);
        client.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out);
    }

    private void obey(BufferedReader commands, PrintStream answers) throws IOException {
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("prepare")) {
                prepare(words[1].equals("files"), Long.parseLong(words[2]), Integer.parseInt(words[3]));
                answers.println("prepared " + samples.size());
            } else {
                answers.println(send(Integer.parseInt(words[1])));
            }
            answers.flush();
        }
    }

    private void prepare(boolean files, long start, int count) {
        WorkloadOptions options =
                files ? WorkloadOptions.files(count, start) : WorkloadOptions.interchange(count, start);
        samples = new OrderWorkload(options).samples();
    }

    /** {@code sent ACCEPTED REFUSED MICROSECONDS}, or {@code failed WHY}. */
    private String send(int connections) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long began = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> {
                    accepted.addAndGet(post(next));
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
            long micros = (System.nanoTime() - began) / 1000;
            return "sent " + accepted.get() + " " + (samples.size() - accepted.get()) + " " + micros;
        } catch (ExecutionException e) {
            return "failed " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "failed interrupted";
        } finally {
            threads.shutdownNow();
        }
    }

    private int post(AtomicInteger next) throws IOException {
        int accepted = 0;
        try (PostingConnection connection = new PostingConnection(hub, token, "application/edi-x12")) {
            for (int i = next.getAndIncrement(); i < samples.size(); i = next.getAndIncrement()) {
                if (connection.post(samples.get(i).bytes(), "").status() == 202) {
                    accepted++;
                }
            }
        }
        return accepted;
    }
}
