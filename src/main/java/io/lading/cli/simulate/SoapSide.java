package io.lading.cli.simulate;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A partner's system that calls the hub's SOAP service, written by hand as an old ERP would. Thread-safe. */
final class SoapSide implements Side {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Pattern PAYLOAD = Pattern.compile(">\\s*([A-Za-z0-9+/\\r\\n]{16,}={0,2})\\s*<");
    private static final String ENVELOPE = "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:t=\"urn:lading:partner:1\"><soap:Body>%s</soap:Body></soap:Envelope>";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;
    private final String token;

    SoapSide(URI service, String token) {
        this.service = service;
        this.token = token;
    }

    @Override
    public String send(Letter letter) throws IOException {
        String body = ENVELOPE.formatted("<t:SubmitInterchange><t:idempotencyKey>" + letter.key()
                + "</t:idempotencyKey><t:fileName>" + letter.fileName() + "</t:fileName><t:payload>"
                + Base64.getEncoder().encodeToString(letter.body()) + "</t:payload></t:SubmitInterchange>");
        HttpRequest request = HttpRequest.newBuilder(service)
                .timeout(LONGEST)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"urn:lading:partner:1/SubmitInterchange\"")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new RefusedAtDoorException("HTTP " + answer.statusCode() + ": " + answer.body());
            }
            return "SubmitInterchangeResponse, " + answer.body().length() + " characters";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + service + ".", e);
        }
    }

    /** The partner's own service, which takes a document in base64. */
    static void serve(HttpExchange exchange, Mailbox arrivals) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher payload = PAYLOAD.matcher(request);
            if (payload.find()) {
                byte[] document = Base64.getMimeDecoder().decode(payload.group(1));
                String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                arrivals.take(key == null ? "" : key, "", document);
            }
            byte[] answer = ENVELOPE.formatted(payload.reset().find() ? "<t:Taken/>" : "<soap:Fault/>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(payload.reset().find() ? 200 : 500, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
