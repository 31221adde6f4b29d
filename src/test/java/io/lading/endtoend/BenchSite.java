package io.lading.endtoend;

import io.lading.cli.bench.Delivered;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.process.FolderWatch;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.PostingConnection;
import io.lading.cli.process.Scratch;
import io.lading.security.BearerToken;
import io.lading.security.TokenHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A hub as a process of its own among the partners of examples/bench: orders in over HTTP, orders and 997s out as files. */
final class BenchSite implements AutoCloseable {
    static final Duration LONGEST = Duration.ofMinutes(2);

    private final Path folder;
    private final HubProcess hub;
    private final PostingConnection line;
    private final FolderWatch orders;
    private final FolderWatch answers;
    private final Set<String> ordersSeen = new HashSet<>();
    private final Set<String> answersSeen = new HashSet<>();

    private BenchSite(Path folder, HubProcess hub, String token) throws IOException {
        this.folder = folder;
        this.hub = hub;
        this.line = new PostingConnection(hub.address(), token, "application/edi-x12");
        this.orders = new FolderWatch(folder.resolve("orders"));
        this.answers = new FolderWatch(folder.resolve("acknowledgements"));
    }

    static BenchSite start() throws IOException {
        Path folder = Files.createTempDirectory("lading-endtoend");
        Path home = Path.of("").toAbsolutePath();
        String token = BearerToken.generate(new SecureRandom()).reveal();
        HubProcess hub = HubProcess.start(HubProcess.Settings.of(
                home,
                folder.resolve("data"),
                home.resolve("examples/bench/partners"),
                Map.of(
                        "BENCH_TOKEN_HASH",
                        TokenHash.of(token).toString(),
                        "BENCH_ORDERS",
                        folder.resolve("orders").toString(),
                        "BENCH_ACKNOWLEDGEMENTS",
                        folder.resolve("acknowledgements").toString(),
                        "LADING_FOLDERS_EXCHANGE",
                        folder.resolve("orders") + "," + folder.resolve("acknowledgements"))));
        try {
            return new BenchSite(folder, hub, token);
        } catch (IOException e) {
            hub.close();
            throw e;
        }
    }

    /** What follows is counted from here. */
    void begin() {
        ordersSeen.addAll(orders.names());
        answersSeen.addAll(answers.names());
    }

    /** Posts all of them; the statuses that were answered. */
    Set<Integer> post(List<Sample> samples) throws IOException {
        Set<Integer> statuses = new HashSet<>();
        for (Sample sample : samples) {
            statuses.add(line.post(sample.bytes(), "").status());
        }
        return statuses;
    }

    /** Waits until so many orders came since the beginning, and adds them up. */
    Delivered awaitOrders(int count) throws IOException {
        orders.await(names -> fresh(names, ordersSeen).size() >= count, LONGEST);
        Delivered delivered = new Delivered();
        for (String name : fresh(orders.names(), ordersSeen)) {
            delivered.add(orders.read(name));
        }
        return delivered;
    }

    /** Waits until the answers that came since the beginning fulfil a condition. */
    List<String> awaitAnswers(Predicate<List<String>> condition) throws IOException {
        answers.await(names -> condition.test(texts(fresh(names, answersSeen))), LONGEST);
        return texts(fresh(answers.names(), answersSeen));
    }

    private List<String> texts(List<String> names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            try {
                texts.add(new String(answers.read(name), StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new IllegalStateException(name, e);
            }
        }
        return texts;
    }

    private static List<String> fresh(Collection<String> names, Set<String> seen) {
        return names.stream().filter(name -> !seen.contains(name)).toList();
    }

    String lastWords() {
        return hub.lastWords();
    }

    @Override
    public void close() throws IOException {
        line.close();
        orders.close();
        answers.close();
        hub.close();
        Scratch.remove(folder);
    }
}
