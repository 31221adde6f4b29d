package io.lading.cli.process;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a hub's API with one token. Thread-safe. */
public final class HubClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI hub;
    private final String token;

    public HubClient(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    /** What the hub answered. */
    public record Answer(int status, byte[] body) {
        public boolean fine() {
            return status >= 200 && status < 300;
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @param path below the hub's address, without a leading slash */
    public Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /** {@code get} with query parameters, in their order. */
    public Answer get(String path, Map<String, String> query) throws IOException {
        String written = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return get(path + "?" + written);
    }

    /** Posts a body with further headers. */
    public Answer post(String path, String mediaType, byte[] body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = request(path).header("Content-Type", mediaType);
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(LONGEST_ANSWER)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the hub's answer.", e);
        }
    }
}
