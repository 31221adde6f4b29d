package io.lading.operations;

import io.lading.configuration.Settings;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** TLS of the port of console and API, and how the command line on the same machine knows it. */
public final class OwnTls {
    private OwnTls() {}

    static void addTo(TomcatServletWebServerFactory factory, Optional<Settings.Tls> settings, Clock clock) {
        if (settings.isEmpty()) {
            return;
        }
        ServerTls identity = new ServerTls(settings.get(), "http.tls", "port of console and API", clock);
        factory.addConnectorCustomizers(connector -> secure(connector, identity));
        factory.addEngineValves(new Look(identity));
    }

    private static void secure(Connector connector, ServerTls identity) {
        connector.setScheme("https");
        connector.setSecure(true);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setSSLEnabled(true);
            protocol.addSslHostConfig(identity.host());
        }
    }

    /** The web server calls its valves every ten seconds; this one looks whether the certificate was renewed. */
    private static final class Look extends ValveBase {
        private final ServerTls identity;

        Look(ServerTls identity) {
            super(true);
            this.identity = identity;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
        }

        @Override
        public void backgroundProcess() {
            identity.look();
        }
    }

    /**
     * For clients on the hub's own machine, which know its very certificate: no authority is asked, and the name in it is
     * no matter.
     */
    public static SSLSocketFactory knowing(Settings.Tls settings) {
        TlsIdentity identity =
                TlsIdentity.readAny(settings.certificate(), settings.key().reveal(), "http.tls");
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Only(identity.own())}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no TLS", e);
        }
    }

    private static final class Only extends X509ExtendedTrustManager {
        private final X509Certificate known;

        Only(X509Certificate known) {
            this.known = known;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !chain[0].equals(known)) {
                throw new CertificateException("The server's certificate is not the one of http.tls.certificate.");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("This side is the client.");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("This side is the client.");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("This side is the client.");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
