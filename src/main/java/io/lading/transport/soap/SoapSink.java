package io.lading.transport.soap;

import io.lading.partner.HttpCall.Basic;
import io.lading.partner.SoapCall;
import io.lading.partner.SoapCall.Version;
import io.lading.tracking.Body;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import io.lading.transport.http.HttpCaller;
import io.lading.transport.http.HttpWords;
import io.lading.transport.http.PartnerPost;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Sends transmissions to a partner's SOAP service, each in the envelope that the partner file fixed. Only an answer without
 * a fault counts as delivered; a fault of ours is final, one of theirs is tried again.
 */
public final class SoapSink implements Sink, AutoCloseable {
    private final PartnerPost post;
    private final SoapCall call;
    private final EnvelopeWriter envelopes;
    private final Semaphore open;

    /**
     * @param basic user and password, for the WS-Security header where the call has one
     * @param atOnce how many requests may be open at the same time
     */
    public SoapSink(PartnerPost post, SoapCall call, Optional<Basic> basic, int atOnce, Clock clock) {
        this.post = post;
        this.call = call;
        this.envelopes = new EnvelopeWriter(call, call.userNameToken() ? basic : Optional.empty(), clock);
        this.open = new Semaphore(atOnce);
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        String refused = post.refusal();
        List<CompletableFuture<Sent>> tries = new ArrayList<>();
        for (Outbound outbound : transmissions) {
            if (refused != null) {
                tries.add(CompletableFuture.completedFuture(
                        Sent.failed(outbound.transmissionId(), Outcome.PERMANENT, refused)));
                continue;
            }
            open.acquireUninterruptibly();
            tries.add(call(outbound).whenComplete((sent, error) -> open.release()));
        }
        return tries.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Sent> call(Outbound outbound) {
        byte[] envelope;
        try {
            envelope = envelopes.write(outbound);
        } catch (EnvelopeWriter.UnfitException e) {
            return CompletableFuture.completedFuture(
                    Sent.failed(outbound.transmissionId(), Outcome.PERMANENT, String.valueOf(e.getMessage())));
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", outbound.key());
        String type = "text/xml; charset=UTF-8";
        if (call.version() == Version.SOAP_1_1) {
            headers.put("SOAPAction", '"' + call.action() + '"');
        } else {
            String action = call.action().isEmpty() ? "" : "; action=\"" + call.action() + "\"";
            type = "application/soap+xml; charset=UTF-8" + action;
        }
        CrashPoints.reach("before-http-send");
        return post.answer(headers, type, Body.of(envelope))
                .handle((answer, error) -> sent(outbound, error == null ? judge(answer) : post.judge(error)));
    }

    private static Sent sent(Outbound outbound, HttpWords.Judgement judgement) {
        return new Sent(outbound.transmissionId(), judgement.outcome(), judgement.words(), judgement.notBefore());
    }

    private static HttpWords.Judgement judge(HttpCaller.Answer answer) {
        HttpWords.Judgement usual = HttpWords.judge(answer);
        Optional<AnswerReader.Fault> fault = AnswerReader.fault(answer.body());
        if (fault.isPresent()) {
            String words =
                    "SOAP fault " + fault.get().code() + ": " + fault.get().reason();
            return new HttpWords.Judgement(
                    fault.get().isOurs() ? Outcome.PERMANENT : Outcome.TRANSIENT, words, usual.notBefore());
        }
        if (usual.outcome() != Outcome.DELIVERED || answer.body().length == 0) {
            return usual;
        }
        return AnswerReader.contents(answer.body())
                .map(name -> new HttpWords.Judgement(
                        Outcome.DELIVERED, "answered " + (name.isEmpty() ? "with an empty body" : name), null))
                .orElseGet(() -> new HttpWords.Judgement(
                        Outcome.UNKNOWN, "The answer is no SOAP envelope, so it says nothing: " + usual.words(), null));
    }

    @Override
    public void close() {
        post.close();
    }
}
