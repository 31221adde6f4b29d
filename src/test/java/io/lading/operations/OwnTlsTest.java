package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.configuration.Settings;
import io.lading.security.OwnCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OwnTlsTest {
    @TempDir
    Path folder;

    @Test
    void consoleAndApiAnswerOverTlsToWhoKnowsTheCertificateAndTheCookieStaysThere() throws Exception {
        OwnCertificate own = OwnCertificate.make(
                "console.acme.example",
                2048,
                Instant.now().minus(Duration.ofMinutes(5)),
                Duration.ofDays(30),
                new SecureRandom());
        Files.writeString(folder.resolve("console.pem"), own.certificatePem());
        Files.writeString(folder.resolve("console.key"), own.keyPem().reveal());
        try (TestDatabase database = TestDatabase.fresh()) {
            Settings settings = TestSettings.in(
                    folder.resolve("data"),
                    database.environment(),
                    "http.tls.certificate=" + folder.resolve("console.pem"),
                    "http.tls.key=file:" + folder.resolve("console.key"));
            try (Hub hub = Hub.start(settings)) {
                assertThat(hub.address().getScheme()).isEqualTo("https");
                HttpsURLConnection known = knowing(hub.console(), settings);
                assertThat(known.getResponseCode()).isEqualTo(302);
                assertThat(known.getHeaderField("Set-Cookie"))
                        .startsWith("__Host-lading=")
                        .contains("Secure", "HttpOnly", "Path=/;");

                HttpsURLConnection stranger = (HttpsURLConnection)
                        hub.address().resolve("health/live").toURL().openConnection();
                assertThatThrownBy(stranger::getResponseCode).isInstanceOf(SSLException.class);
            }
        }
    }

    private static HttpsURLConnection knowing(URI address, Settings settings) throws IOException {
        HttpsURLConnection request = (HttpsURLConnection) address.toURL().openConnection();
        request.setInstanceFollowRedirects(false);
        request.setSSLSocketFactory(OwnTls.knowing(settings.http().tls().orElseThrow()));
        request.setHostnameVerifier((name, session) -> true);
        return request;
    }
}
