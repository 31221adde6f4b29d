package io.lading.routing;

import io.lading.configuration.Settings;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts Camel with the routes and connectors of the installation. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(CamelAutoConfiguration.class)
public class CamelConfiguration {
    /** What internal wake-ups' addresses begin with: never durable, dropped rather than kept when nobody listens. */
    public static final String WAKE_UP_PREFIX = "lading.wake-up.";

    /** Camel looks one folder deep, so each is named. */
    private static final List<String> ROUTE_FOLDERS = List.of("shared", "inbound", "outbound");

    private static final String FILES = "*.camel.yaml";

    /** Camel's own settings. */
    public static Map<String, Object> properties(Settings.Folders folders) {
        Map<String, Object> all = new HashMap<>();
        all.put("camel.main.name", "lading");
        all.put("camel.main.routes-include-pattern", patterns(folders));
        all.put("camel.main.jmx-enabled", false);
        all.put("camel.main.shutdown-timeout", 30);
        all.put("camel.main.allow-use-original-message", false);
        all.put("camel.main.stream-caching-enabled", false); // bodies are batches and byte arrays, never streams
        all.put("camel.main.message-history", false);
        return all;
    }

    /** Connectors come first, because routes are made from them. */
    private static String patterns(Settings.Folders folders) {
        return Stream.concat(
                        Stream.of(folders.connectors()), ROUTE_FOLDERS.stream().map(folders.routes()::resolve))
                .filter(Files::isDirectory)
                .map(folder -> "file:" + folder + "/" + FILES)
                .collect(Collectors.joining(","));
    }

    /** Queues. Java objects are neither sent nor read: their deserialisation is a way in for attackers. */
    @Bean
    JmsComponent jms(ConnectionFactory connections) {
        JmsComponent jms = JmsComponent.jmsComponent(connections);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setTransferExchange(false);
        jms.setTransferException(false);
        jms.setObjectMessageEnabled(false);
        return jms;
    }
}
