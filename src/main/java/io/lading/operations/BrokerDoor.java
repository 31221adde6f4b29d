package io.lading.operations;

import io.lading.configuration.Settings;
import io.lading.security.BearerToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker's door to the network: TLS, Artemis' own protocol and nothing else. Open from creation to close. */
final class BrokerDoor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerDoor.class);
    private static final String NAME = "network";
    private static final String OPTION = "broker.acceptor";
    /** With forward secrecy and authenticated encryption only. */
    private static final String CIPHERS = String.join(
            ",",
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final long MOST_CONNECTIONS = 500;
    private static final int HANDSHAKE_SECONDS = 10;

    private final ActiveMQServer server;
    private final Path store;
    private final int port;

    private BrokerDoor(ActiveMQServer server, Path store, int port) {
        this.server = server;
        this.store = store;
        this.port = port;
    }

    /** @param folder for the key store, whose password nobody else learns */
    static BrokerDoor open(ActiveMQServer server, Settings.Broker.Acceptor settings, Path folder) {
        String password = BearerToken.generate(new SecureRandom()).reveal();
        Path store = folder.resolve("acceptor.p12");
        TlsIdentity.read(settings.certificate(), settings.key().reveal(), OPTION)
                .writeStore(store, password);
        int port = settings.port() == 0 ? freePort(settings.bind()) : settings.port();
        NettyAcceptor acceptor = (NettyAcceptor) server.getRemotingService()
                .createAcceptor(new TransportConfiguration(
                        NettyAcceptorFactory.class.getName(), parameters(settings, port, store, password), NAME));
        try {
            acceptor.start();
        } catch (Exception e) {
            throw new StartRefusedException(
                    "The broker does not open " + settings.bind() + " port " + port + ": " + e.getMessage()
                            + ". Free the port, or choose another by " + OPTION + ".port.",
                    e);
        }
        BrokerDoor door = new BrokerDoor(server, store, port);
        log.info("Queues are open over TLS on {} port {}", settings.bind(), port);
        return door;
    }

    /** Artemis does not tell which port it got for 0. */
    private static int freePort(String bind) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(bind))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new StartRefusedException("'" + OPTION + ".bind': nothing can listen on " + bind + ".", e);
        }
    }

    private static Map<String, Object> parameters(
            Settings.Broker.Acceptor settings, int port, Path store, String password) {
        Map<String, Object> all = new HashMap<>();
        all.put(TransportConstants.HOST_PROP_NAME, settings.bind());
        all.put(TransportConstants.PORT_PROP_NAME, port);
        all.put(TransportConstants.PROTOCOLS_PROP_NAME, "CORE");
        all.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
        all.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3,TLSv1.2");
        all.put(TransportConstants.ENABLED_CIPHER_SUITES_PROP_NAME, CIPHERS);
        all.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
        all.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, store.toString());
        all.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, password);
        all.put(TransportConstants.CONNECTIONS_ALLOWED, MOST_CONNECTIONS);
        all.put(TransportConstants.HANDSHAKE_TIMEOUT, HANDSHAKE_SECONDS);
        // The jars for the systems' own transports are left out of the product.
        all.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
        all.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
        return all;
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        try {
            server.getRemotingService().destroyAcceptor(NAME);
        } catch (Exception e) {
            throw new IOException("The broker's door did not close: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(store);
        }
    }
}
