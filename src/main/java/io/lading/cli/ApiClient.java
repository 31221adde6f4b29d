package io.lading.cli;

import io.lading.operations.DataFolder;
import io.lading.security.AdministratorToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How verbs that need a running hub reach it: the options they share, and requests over HTTP with the right token. On the
 * hub's own machine both address and token stand in its data folder.
 */
final class ApiClient {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    @Option(
            names = "--hub",
            paramLabel = "URL",
            description = "Where the hub is. Default: the one that runs with the data folder.")
    private @Nullable URI hub;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the bearer token. Default: the variable LADING_TOKEN, then the data folder's.")
    private @Nullable Path tokenFile;

    @Mixin
    private SettingsOptions options;

    private @Nullable HttpClient client;

    /** What the hub answered. */
    record Answer(int status, String body) {

        boolean isFine() {
            return status >= 200 && status < 300;
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /** @param path below the hub's address, such as {@code api/v1/documents?number=PO-4711} */
    Answer get(String path) {
        return send(HttpRequest.newBuilder(address().resolve(path)).GET(), ANSWERING);
    }

    Answer post(String path, String mediaType, byte[] body) {
        return post(path, mediaType, body, ANSWERING);
    }

    /** @param answering how long the hub may take */
    Answer post(String path, String mediaType, byte[] body, Duration answering) {
        return send(
                HttpRequest.newBuilder(address().resolve(path))
                        .header("Content-Type", mediaType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                answering);
    }

    Answer put(String path, String mediaType, byte[] body) {
        return send(
                HttpRequest.newBuilder(address().resolve(path))
                        .header("Content-Type", mediaType)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body)),
                ANSWERING);
    }

    Answer delete(String path) {
        return send(HttpRequest.newBuilder(address().resolve(path)).DELETE(), ANSWERING);
    }

    private Answer send(HttpRequest.Builder request, Duration answering) {
        request.timeout(answering).header("Authorization", "Bearer " + token());
        URI address = address();
        try {
            HttpResponse<String> response =
                    client().send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() == 401) {
                throw new WrongUseException("The hub at " + address + " does not know this token. Give the right one in"
                        + " the variable LADING_TOKEN or by --token-file.");
            }
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new HubUnreachableException(
                    "No hub answers at " + address + ". Start it with `./lading run`, or name another one by --hub.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubUnreachableException("Interrupted while waiting for the hub at " + address + ".");
        }
    }

    private HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder().connectTimeout(CONNECTING).build();
        }
        return client;
    }

    private URI address() {
        if (hub != null) {
            String text = hub.toString();
            return text.endsWith("/") ? hub : URI.create(text + "/");
        }
        Path folder = folder();
        try {
            return URI.create(JsonMapper.shared()
                    .readTree(Files.readString(DataFolder.addressFile(folder)))
                    .path("url")
                    .asString());
        } catch (IOException e) {
            throw new HubUnreachableException("No hub is running with the data folder " + folder
                    + ". Start it with `./lading run`, or name one by --hub.");
        }
    }

    private String token() {
        String variable = System.getenv("LADING_TOKEN");
        if (tokenFile == null && variable != null && !variable.isBlank()) {
            return variable.strip();
        }
        Path file = tokenFile == null ? folder().resolve(AdministratorToken.FILE_NAME) : tokenFile;
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new WrongUseException("The token file " + file
                    + " cannot be read. Give a token in the variable LADING_TOKEN or by" + " --token-file.");
        }
    }

    /** The data folder in force; where no hub runs with that one, the one of a running demo. */
    private Path folder() {
        Path data = options.load().data();
        if (Files.exists(DataFolder.addressFile(data))) {
            return data;
        }
        return runningDemo(data).orElse(data);
    }

    private static Optional<Path> runningDemo(Path data) {
        Path demos = data.resolve("demo");
        if (!Files.isDirectory(demos)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(demos)) {
            return folders.filter(folder -> Files.exists(DataFolder.addressFile(folder)))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
