package io.lading.operations;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up logging, found by Logback as a service: our own INFO lines (one an interchange) and everybody's warnings.
 * {@code LADING_LOG=debug} shows more of ours, {@code LADING_LOG=org.apache.camel=debug,io.lading=trace} what is named.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String OURS = "io.lading";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean terminal = Boolean.getBoolean("lading.terminal");
        LogLayout layout = new LogLayout(terminal ? LogLayout.Form.PLAIN : LogLayout.Form.JSON);
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        context.getLogger(OURS).setLevel(Level.INFO);
        // Says at each start with a new database that there is none of its tables yet.
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        // A start that is refused is told by whoever started the hub, in one sentence.
        context.getLogger("org.springframework.boot.SpringApplication").setLevel(Level.OFF);
        context.getLogger("org.springframework.boot.diagnostics").setLevel(Level.OFF);
        context.getLogger("org.springframework.boot.web.server.servlet.context").setLevel(Level.ERROR);
        // Of each line that breaks; who was refused and what was not emptied, our own lines say.
        context.getLogger("org.apache.sshd").setLevel(Level.ERROR);
        levels(context, System.getenv("LADING_LOG"));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void levels(LoggerContext context, @Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return;
        }
        for (String one : wanted.split(",")) {
            int equals = one.indexOf('=');
            String name = equals < 0 ? OURS : one.substring(0, equals).strip();
            context.getLogger(name)
                    .setLevel(Level.toLevel(one.substring(equals + 1).strip(), Level.INFO));
        }
    }

    /** Tomcat logs by java.util.logging; brings that here, and keeps Spring Boot from setting logging up a second time. */
    static void takeOver() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
            java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        }
    }
}
