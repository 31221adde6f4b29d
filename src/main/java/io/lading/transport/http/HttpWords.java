package io.lading.transport.http;

import io.lading.tracking.Outcome;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** What an answer over HTTP, or its absence, means for whoever sent: delivered, worth another try, unknown, or refused. */
public final class HttpWords {
    private static final int LONGEST_ANSWER = 300;

    private HttpWords() {}

    /** @param words for people, without anything secret */
    public record Judgement(
            Outcome outcome, String words, @Nullable Duration notBefore) {}

    public static Judgement judge(HttpResponse<byte[]> response) {
        return judge(new HttpCaller.Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(null),
                response.body()));
    }

    public static Judgement judge(HttpCaller.Answer response) {
        int status = response.status();
        String answer = "HTTP " + status + excerpt(response.body());
        if (status >= 200 && status < 300) {
            return new Judgement(Outcome.DELIVERED, answer, null);
        }
        boolean mayPass = status == 408 || status == 425 || status == 429 || status >= 500;
        return mayPass
                ? new Judgement(Outcome.TRANSIENT, answer, retryAfter(response.retryAfter()))
                : new Judgement(Outcome.PERMANENT, answer, null);
    }

    /** What was surely not sent may be tried again without doubt; all else may have arrived. */
    public static Judgement judge(URI url, Throwable error, Duration responseTimeout) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof AccessTokens.NoTokenException token) {
            return new Judgement(
                    token.lasting() ? Outcome.PERMANENT : Outcome.TRANSIENT, String.valueOf(token.getMessage()), null);
        }
        if (cause instanceof HttpCaller.AddressRefusedException) {
            return new Judgement(Outcome.PERMANENT, words(cause), null);
        }
        boolean neverSent = cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException;
        if (neverSent) {
            return new Judgement(Outcome.TRANSIENT, "No connection to " + address(url) + ": " + words(cause), null);
        }
        String what = cause instanceof HttpTimeoutException
                        || cause instanceof SocketTimeoutException
                        || cause instanceof TimeoutException
                ? "no answer within " + responseTimeout.toSeconds() + " s"
                : words(cause);
        return new Judgement(
                Outcome.UNKNOWN, "The connection to " + address(url) + " was lost after sending began: " + what, null);
    }

    /** Without query, which may hold a secret. */
    private static String address(URI url) {
        return url.getScheme() + "://" + url.getAuthority() + url.getPath();
    }

    private static String words(Throwable cause) {
        if (cause.getMessage() != null) {
            return cause.getMessage();
        }
        return cause instanceof ClosedChannelException || cause instanceof ConnectException
                ? "connection refused or closed"
                : cause.getClass().getSimpleName();
    }

    private static @Nullable Duration retryAfter(@Nullable String header) {
        String seconds = header == null ? "" : header;
        boolean isNumber =
                !seconds.isEmpty() && seconds.length() < 7 && seconds.chars().allMatch(Character::isDigit);
        return isNumber ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static String excerpt(byte[] body) {
        if (body.length == 0) {
            return "";
        }
        String text = new String(body, 0, Math.min(body.length, LONGEST_ANSWER), StandardCharsets.UTF_8);
        return ": " + text.replaceAll("[\\p{Cntrl}]+", " ").strip();
    }
}
