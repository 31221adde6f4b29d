package io.lading.operations;

import io.lading.configuration.Settings;
import io.lading.security.RateLimit;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** The web server's second port, for partners alone, where the settings ask for one. */
final class PartnerPort {
    private final Optional<Settings.Partners> settings;
    private final @Nullable Connector connector;
    private final DoorValve valve;

    /** @param refused told why, for counting */
    PartnerPort(Optional<Settings.Partners> settings, Settings.Doors limits, Consumer<String> refused, Clock clock) {
        this.settings = settings;
        this.connector =
                settings.map(given -> connector(given, limits, refused, clock)).orElse(null);
        this.valve = new DoorValve(connector, new RateLimit(limits.perAddress(), System::nanoTime), refused);
    }

    private static Connector connector(
            Settings.Partners settings, Settings.Doors limits, Consumer<String> refused, Clock clock) {
        PatientProtocol protocol = new PatientProtocol();
        protocol.watch(limits.header(), () -> refused.accept("slow-header"));
        Connector connector = new Connector(protocol);
        connector.setPort(settings.port());
        try {
            protocol.setAddress(InetAddress.getByName(settings.bind()));
        } catch (UnknownHostException e) {
            throw new StartRefusedException("'partners.bind': nothing can listen on " + settings.bind() + ".", e);
        }
        protocol.setMaxThreads(WebLimits.THREADS);
        settings.tls().ifPresent(tls -> {
            connector.setScheme("https");
            connector.setSecure(true);
            protocol.setSSLEnabled(true);
            ServerTls identity = new ServerTls(tls, "partners.tls", "partners' port", clock);
            protocol.addSslHostConfig(identity.host());
            protocol.eachSecond(identity::look);
        });
        return connector;
    }

    void addTo(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(valve);
        if (connector != null) {
            WebLimits.apply(connector);
            factory.addAdditionalConnectors(connector);
        }
    }

    /** Where partners reach their doors, if they have a port of their own. */
    Optional<URI> address() {
        return settings.flatMap(given -> Optional.ofNullable(connector)
                .map(open -> URI.create(open.getScheme() + "://" + given.bind() + ":" + open.getLocalPort() + "/")));
    }
}
