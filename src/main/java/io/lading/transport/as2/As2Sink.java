package io.lading.transport.as2;

import io.lading.partner.As2Terms;
import io.lading.partner.CertificateSet;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Partner;
import io.lading.tracking.Body;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Outcome;
import io.lading.tracking.ReceiptLog;
import io.lading.tracking.ReceiptLog.Wire;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Letter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends over AS2. A message is made and kept before its first try, so that every further one carries the same Message-ID
 * and the same bytes. A try whose receipt is lost is of unknown outcome, never failed. Shared between threads.
 */
public final class As2Sink implements Sink {
    /** Larger messages are made in temporary files. */
    private static final int HELD_BYTES = 1 << 20;

    private static final int IDLE_SECONDS = 30;

    /** Shared by all sinks: more threads than processors would make nothing faster. */
    private static final Executor MAKERS = makers();

    private final Connection connection;
    private final As2Terms terms;
    private final Supplier<Community> community;
    private final ReceiptLog log;
    private final As2Client client;
    private final Path spoolFolder;
    private final Clock clock;

    /** @param spoolFolder for temporary files; the AS2 door's own */
    public As2Sink(
            Connection connection,
            As2Terms terms,
            Supplier<Community> community,
            ReceiptLog log,
            As2Client client,
            Path spoolFolder,
            Clock clock) {
        this.connection = connection;
        this.terms = terms;
        this.community = community;
        this.log = log;
        this.client = client;
        this.spoolFolder = spoolFolder;
        this.clock = clock;
    }

    /** What waits in its queue are the batches of the workers that wait for it, so it is bounded by them. */
    private static Executor makers() {
        int processors = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor makers = new ThreadPoolExecutor(
                processors, processors, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "as2-make");
                    thread.setDaemon(true);
                    return thread;
                });
        makers.allowCoreThreadTimeOut(true);
        return makers;
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        Map<Long, Wire> wires = new ConcurrentHashMap<>(
                log.wires(transmissions.stream().map(Outbound::transmissionId).toList()));
        Map<Long, Sent> impossible = new ConcurrentHashMap<>();
        make(transmissions, wires, impossible);
        List<CompletableFuture<Answer>> tries = new ArrayList<>();
        for (Outbound outbound : transmissions) {
            Wire wire = wires.get(outbound.transmissionId());
            Sent not = impossible.get(outbound.transmissionId());
            tries.add(
                    wire == null || not != null
                            ? CompletableFuture.completedFuture(new Answer(
                                    not == null ? unmade(outbound.transmissionId(), "It was not made.") : not, null))
                            : post(outbound.transmissionId(), wire));
        }
        List<Answer> answers = tries.stream().map(CompletableFuture::join).toList();
        CrashPoints.reach("before-receipt-kept");
        log.keepReceipts(
                answers.stream().flatMap(answer -> answer.proof().stream()).toList());
        CrashPoints.reach("after-receipt-kept");
        return answers.stream().map(Answer::sent).toList();
    }

    /** Sends one message to try the connection; neither it nor its receipt is kept. */
    public Sent sendUnrecorded(Outbound outbound) {
        try (Workspace workspace = new Workspace(spoolFolder, HELD_BYTES)) {
            return post(outbound.transmissionId(), compose(outbound, workspace))
                    .join()
                    .sent();
        } catch (IOException | IllegalStateException e) {
            return unmade(outbound.transmissionId(), String.valueOf(e.getMessage()));
        }
    }

    /** How a try ended, and the receipt to be kept. */
    private record Answer(Sent sent, ReceiptLog.@Nullable Got receipt) {
        Optional<ReceiptLog.Got> proof() {
            return Optional.ofNullable(receipt);
        }
    }

    /** Signing is the costly part, so it is done on all processors; whoever waits for it does not spin meanwhile. */
    private void make(List<Outbound> transmissions, Map<Long, Wire> wires, Map<Long, Sent> impossible) {
        List<Outbound> unmade = transmissions.stream()
                .filter(outbound -> !wires.containsKey(outbound.transmissionId()))
                .toList();
        Map<Long, Wire> made = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> making = unmade.stream()
                .filter(As2Sink::isSmall)
                .map(outbound -> CompletableFuture.runAsync(() -> makeSmall(outbound, made, impossible), MAKERS))
                .toList();
        making.forEach(CompletableFuture::join);
        keep(made);
        wires.putAll(made);
        for (Outbound outbound : unmade) {
            if (!isSmall(outbound)) {
                makeLarge(outbound, wires, impossible);
            }
        }
    }

    private void makeSmall(Outbound outbound, Map<Long, Wire> made, Map<Long, Sent> impossible) {
        try (Workspace workspace = new Workspace(spoolFolder, Integer.MAX_VALUE)) {
            made.put(outbound.transmissionId(), compose(outbound, workspace));
        } catch (IOException | IllegalStateException e) {
            impossible.put(outbound.transmissionId(), unmade(outbound, e));
        }
    }

    private static boolean isSmall(Outbound outbound) {
        return outbound.content().size() <= HELD_BYTES;
    }

    /** One after another through temporary files; what is sent is then read from the record, as a repeat would be. */
    private void makeLarge(Outbound outbound, Map<Long, Wire> wires, Map<Long, Sent> impossible) {
        try (Workspace workspace = new Workspace(spoolFolder, HELD_BYTES)) {
            keep(Map.of(outbound.transmissionId(), compose(outbound, workspace)));
            wires.putAll(log.wires(List.of(outbound.transmissionId())));
        } catch (IOException | IllegalStateException e) {
            impossible.put(outbound.transmissionId(), unmade(outbound, e));
        }
    }

    private void keep(Map<Long, Wire> made) {
        if (made.isEmpty()) {
            return;
        }
        As2Terms.Receipt receipt = terms.receipt();
        boolean later = receipt.mode() == As2Terms.Mode.ASYNC;
        CrashPoints.reach("before-message-kept");
        log.keep(made, connection.partner(), later ? new ReceiptLog.Owed(receipt.within(), receipt.asks()) : null);
        CrashPoints.reach("after-message-kept");
    }

    private static Sent unmade(Outbound outbound, Exception why) {
        return unmade(outbound.transmissionId(), String.valueOf(why.getMessage()));
    }

    private static Sent unmade(long transmission, String why) {
        return Sent.failed(transmission, Outcome.TRANSIENT, "The message cannot be made: " + why);
    }

    private Wire compose(Outbound outbound, Workspace workspace) throws IOException {
        Community now = community.get();
        As2Rules rules = new As2Rules(terms, own(now), clock.instant());
        if (rules.sending() instanceof As2Rules.Sending.Impossible impossible) {
            throw new IllegalStateException(impossible.why());
        }
        As2Rules.Sending.Ready ready = (As2Rules.Sending.Ready) rules.sending();
        String ours = now.ownAs2Name(connection);
        Letter letter = new Letter(
                ours,
                terms.theirName(),
                messageId(outbound.key(), ours),
                "Business document " + outbound.key(),
                outbound.mediaType(),
                outbound.fileName(),
                Content.of(outbound.content()));
        Composed composed = MessageComposer.compose(letter, ready.manner(), workspace);
        String mic = ready.manner().receipt().wanted() ? composed.mic().text() : null;
        Body body =
                composed.body().size() <= HELD_BYTES ? Body.of(composed.body().bytes()) : composed.body();
        return new Wire(letter.messageId(), composed.headers().text(), mic, null, body);
    }

    /** From the record's id, which no other transmission has, and our name, which no other hub of the partner's has. */
    static String messageId(String key, String ours) {
        return key + "@" + ours.replaceAll("[^A-Za-z0-9.-]", "-") + ".lading";
    }

    static CertificateSet own(Community community) {
        return community.own().map(Partner::certificates).orElse(CertificateSet.NONE);
    }

    private CompletableFuture<Answer> post(long transmission, Wire wire) {
        URI url = connection.url();
        return client.post(url, wire.headers(), wire.body())
                .thenApply(outcome -> outcome instanceof As2Client.Outcome.Answered answered
                        ? judge(transmission, wire, answered.response())
                        : new Answer(((As2Client.Outcome.Failed) outcome).sent(transmission), null));
    }

    private Answer judge(long transmission, Wire wire, HttpResponse<byte[]> response) {
        Optional<Mic> mic = Optional.ofNullable(wire.mic()).flatMap(Mic::parse);
        if (mic.isEmpty() || wire.messageId() == null) {
            return new Answer(
                    Sent.delivered(transmission, "HTTP " + response.statusCode() + "; no receipt asked for."), null);
        }
        if (terms.receipt().mode() == As2Terms.Mode.ASYNC) {
            return new Answer(
                    Sent.delivered(transmission, "HTTP " + response.statusCode() + "; the receipt is to come later."),
                    null);
        }
        MimeHeaders headers = headers(response);
        try {
            As2Rules rules = new As2Rules(terms, CertificateSet.NONE, clock.instant());
            ReceiptReader.Read read = ReceiptReader.read(headers, Content.of(response.body()), rules.signers());
            ReceiptMatch.Verdict verdict = ReceiptMatch.judge(
                    new ReceiptMatch.Sent(
                            wire.messageId(),
                            mic.get(),
                            terms.receipt().signed(),
                            terms.receipt().anyMic()),
                    read);
            ReceiptLog.Got got = new ReceiptLog.Got(
                    transmission, read.receipt().disposition().words(), headers.text(), response.body());
            return answer(transmission, verdict, got);
        } catch (RefusedException e) {
            return new Answer(Sent.failed(transmission, Outcome.UNKNOWN, noReceipt(response, e.detail())), null);
        } catch (IOException e) {
            return new Answer(
                    Sent.failed(transmission, Outcome.UNKNOWN, noReceipt(response, String.valueOf(e.getMessage()))),
                    null);
        }
    }

    private static Answer answer(long transmission, ReceiptMatch.Verdict verdict, ReceiptLog.Got got) {
        if (verdict instanceof ReceiptMatch.Verdict.Proven proven) {
            return new Answer(Sent.delivered(transmission, proven.words()), got);
        }
        if (verdict instanceof ReceiptMatch.Verdict.Rejected rejected) {
            return new Answer(Sent.failed(transmission, Outcome.PERMANENT, rejected.words()), got);
        }
        // Whoever wrote it, it does not tell what became of the message.
        String words = ((ReceiptMatch.Verdict.Unusable) verdict).words();
        return new Answer(Sent.failed(transmission, Outcome.UNKNOWN, words), null);
    }

    private static String noReceipt(HttpResponse<byte[]> response, String detail) {
        return "HTTP " + response.statusCode() + ", but no receipt that can be relied on: " + detail
                + " The partner may have the message; the same is sent again.";
    }

    private static MimeHeaders headers(HttpResponse<byte[]> response) {
        List<String> fields = new ArrayList<>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.startsWith(":")) {
                        fields.add(name);
                        fields.add(value);
                    }
                }));
        return MimeHeaders.of(fields.toArray(String[]::new));
    }
}
