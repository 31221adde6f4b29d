package io.lading.cli;

import io.lading.operations.DataFolder;
import io.lading.operations.OwnTls;
import io.lading.security.AdministratorToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
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
    private static final byte[] NOTHING = {};

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
        return send("GET", path, null, NOTHING, ANSWERING);
    }

    Answer post(String path, String mediaType, byte[] body) {
        return post(path, mediaType, body, ANSWERING);
    }

    /** @param answering how long the hub may take */
    Answer post(String path, String mediaType, byte[] body, Duration answering) {
        return send("POST", path, mediaType, body, answering);
    }

    Answer put(String path, String mediaType, byte[] body) {
        return send("PUT", path, mediaType, body, ANSWERING);
    }

    Answer delete(String path) {
        return send("DELETE", path, null, NOTHING, ANSWERING);
    }

    /** By the JDK's plain client: the one of {@code java.net.http} takes longer to begin than a hub to answer. */
    private Answer send(String method, String path, @Nullable String mediaType, byte[] body, Duration answering) {
        URI address = address();
        try {
            HttpURLConnection request =
                    (HttpURLConnection) address.resolve(path).toURL().openConnection();
            try {
                knowOwn(request);
                request.setRequestMethod(method);
                request.setInstanceFollowRedirects(false);
                request.setConnectTimeout((int) CONNECTING.toMillis());
                request.setReadTimeout((int) answering.toMillis());
                request.setRequestProperty("Authorization", "Bearer " + token());
                request.setRequestProperty("Accept", "application/json, */*");
                if (mediaType != null) {
                    request.setRequestProperty("Content-Type", mediaType);
                    request.setDoOutput(true);
                    request.getOutputStream().write(body);
                }
                return answer(request, address);
            } finally {
                request.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new HubUnreachableException(
                    "No hub answers at " + address + ". Start it with `./lading run`, or name another one by --hub.");
        }
    }

    /** The hub of this machine shows the certificate of its settings, which may be from no authority at all. */
    private void knowOwn(HttpURLConnection request) {
        if (hub == null && request instanceof HttpsURLConnection secured) {
            options.load().http().tls().ifPresent(tls -> {
                secured.setSSLSocketFactory(OwnTls.knowing(tls));
                secured.setHostnameVerifier((name, session) -> true);
            });
        }
    }

    private static Answer answer(HttpURLConnection request, URI address) throws IOException {
        int status = request.getResponseCode();
        if (status == 401) {
            throw new WrongUseException("The hub at " + address + " does not know this token. Give the right one in"
                    + " the variable LADING_TOKEN or by --token-file.");
        }
        InputStream stream = status < 400 ? request.getInputStream() : request.getErrorStream();
        if (stream == null) {
            return new Answer(status, "");
        }
        try (InputStream in = stream) {
            return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
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
