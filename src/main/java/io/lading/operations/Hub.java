package io.lading.operations;

import io.lading.configuration.Settings;
import io.lading.operations.HubConfiguration.Foundations;
import io.lading.routing.CamelConfiguration;
import io.lading.routing.RoutingConfiguration;
import io.lading.security.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The running process. Starts in this order: data folder, database and broker side by side with Spring, routes, web
 * server; stops in the opposite one: no new work, work in hand finished, broker, database, data folder.
 */
public final class Hub implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Hub.class);

    private final DataFolder folder;
    private final Foundations foundations;
    private final ConfigurableApplicationContext context;

    private Hub(DataFolder folder, Foundations foundations, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.foundations = foundations;
        this.context = context;
    }

    /**
     * Starts a hub; whatever was started is stopped again if something refuses.
     *
     * @param configurations the configuration classes of further modules (api, console)
     */
    public static Hub start(Settings settings, Class<?>... configurations) {
        long begun = System.nanoTime();
        DataFolder folder = DataFolder.claim(settings.data());
        log.info("Starting: environment {}, data in {}", settings.environment().word(), folder.path());
        requireFreePorts(settings, folder);
        Foundations foundations = new Foundations(database(settings, folder), broker(settings, folder));
        ConfigurableApplicationContext context;
        try {
            context = run(settings, foundations, configurations);
        } catch (RuntimeException e) {
            stopAll(foundations, folder);
            throw refusal(e, settings);
        }
        Hub hub = new Hub(folder, foundations, context);
        hub.part(Callers.class).whenUsed(() -> folder.announce(hub.address(), hub.console()));
        folder.announce(hub.address(), hub.console());
        hub.part(Readiness.class).started();
        folder.openBefore()
                .ifPresent(rights -> log.warn(
                        "Other users of this machine could enter the data folder {} ({}); now only the hub's own can."
                                + " Folders that programs of others share belong elsewhere: folders.exchange.",
                        folder.path(),
                        rights));
        hub.partners().ifPresent(address -> log.info("Partners' doors are open on {}", address));
        log.info("Started in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        return hub;
    }

    private static void requireFreePorts(Settings settings, DataFolder folder) {
        try {
            FreePorts.require(settings);
        } catch (StartRefusedException e) {
            release(folder);
            throw e;
        }
    }

    private static Future<? extends DatabaseServer> database(Settings settings, DataFolder folder) {
        if (settings.database() instanceof Settings.Database.External external) {
            return CompletableFuture.completedFuture(new ExternalDatabase(
                    external.url(),
                    new DatabaseServer.Login(external.user(), reveal(external.password())),
                    external.owner().map(owner -> new DatabaseServer.Login(owner.user(), reveal(owner.password())))));
        }
        Settings.Database.Embedded embedded = (Settings.Database.Embedded) settings.database();
        return inBackground("database", () -> EmbeddedDatabase.start(folder, embedded.port()));
    }

    private static Future<? extends MessageBroker> broker(Settings settings, DataFolder folder) {
        if (settings.broker() instanceof Settings.Broker.External external) {
            return CompletableFuture.completedFuture(
                    new ExternalBroker(external.url(), external.user(), reveal(external.password())));
        }
        return inBackground("broker", () -> EmbeddedBroker.start(folder, Clock.systemUTC()));
    }

    private static String reveal(Optional<Secret> secret) {
        return secret.map(Secret::reveal).orElse("");
    }

    private static <T> Future<T> inBackground(String name, Callable<T> start) {
        FutureTask<T> task = new FutureTask<>(start);
        Thread thread = new Thread(task, "start-" + name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static ConfigurableApplicationContext run(
            Settings settings, Foundations foundations, Class<?>... configurations) {
        List<Class<?>> sources = new ArrayList<>(List.of(
                HubConfiguration.class,
                WebConfiguration.class,
                SecurityConfiguration.class,
                CamelConfiguration.class,
                RoutingConfiguration.class));
        sources.addAll(List.of(configurations));
        Logging.takeOver();
        SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false); // the broker and the database must go last
        application.setAddCommandLineProperties(false);
        application.setDefaultProperties(properties(settings));
        application.addInitializers(context -> {
            GenericApplicationContext generic = (GenericApplicationContext) context;
            generic.registerBean(Foundations.class, () -> foundations);
            generic.registerBean(Settings.class, () -> settings);
        });
        return application.run();
    }

    private static Map<String, Object> properties(Settings settings) {
        Map<String, Object> all = new HashMap<>(CamelConfiguration.properties(settings.folders()));
        all.put("server.address", settings.http().bind());
        all.put("server.port", settings.http().port());
        all.put("server.shutdown", "graceful");
        all.put("server.tomcat.threads.max", WebLimits.THREADS);
        boolean secure = settings.http().tls().isPresent();
        all.put("server.servlet.session.cookie.name", secure ? "__Host-lading" : "lading");
        all.put("server.servlet.session.cookie.path", "/");
        all.put("server.servlet.session.cookie.http-only", true);
        all.put("server.servlet.session.cookie.same-site", "strict");
        all.put("server.servlet.session.timeout", "12h");
        // What stands in the header Host is the caller's word, and not repeated.
        all.put("server.tomcat.use-relative-redirects", true);
        all.put("server.servlet.session.tracking-modes", "cookie");
        all.put("server.tomcat.mbeanregistry.enabled", false);
        all.put("spring.lifecycle.timeout-per-shutdown-phase", "30s");
        all.put("spring.jmx.enabled", false);
        all.put("spring.thymeleaf.check-template-location", false);
        // Addresses of assets carry a version, so they may be kept.
        all.put("spring.web.resources.cache.period", "30d");
        // Settings come from lading.yaml only, where an unknown key is refused; not from files Boot finds lying about.
        all.put("spring.config.location", "optional:classpath:/no-such-folder/");
        return all;
    }

    /** Waits for something that is being started and passes on why it refused. */
    static <T> T result(Future<? extends T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StartRefusedException refused
                    ? refused
                    : new StartRefusedException("The hub does not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The start was interrupted.", e);
        }
    }

    /** The sentence for the operator is often buried under Spring's own exceptions. */
    private static RuntimeException refusal(RuntimeException e, Settings settings) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefusedException refused) {
                return refused;
            }
            if (cause instanceof ConnectorStartFailedException failed
                    && settings.partners().isPresent()
                    && failed.getPort() == settings.partners().get().port()) {
                return FreePorts.refusal(settings.partners().get().bind(), failed.getPort(), "partners.port", e);
            }
            if (cause instanceof PortInUseException) {
                return FreePorts.refusal(settings.http().bind(), settings.http().port(), "http.port (or --port)", e);
            }
            if (cause instanceof FlywayException migration) {
                return new StartRefusedException(
                        "The database's tables cannot be brought to this version of Lading; nothing was changed. "
                                + migration.getMessage(),
                        e);
            }
        }
        return e;
    }

    /** Where console and API answer. */
    public URI address() {
        String host = context.getEnvironment().getProperty("server.address", "127.0.0.1");
        String port = context.getEnvironment().getProperty("local.server.port", "0");
        return URI.create(part(Settings.class).http().scheme() + "://" + host + ":" + port + "/");
    }

    /** Where partners reach their doors, if they have a port of their own. */
    public Optional<URI> partners() {
        return part(PartnerPort.class).address();
    }

    /** The link that opens the console, once; it carries a key, so it is not for logs. */
    public URI console() {
        return address().resolve("/" + part(Callers.class).consoleQuery());
    }

    /** A part of the running hub, for tests and for the commands that work inside its process. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Stops taking work, finishes what is in hand, then stops broker and database. */
    @Override
    public void close() {
        part(Readiness.class).stopping();
        log.info("Stopping: finishing the work in hand");
        context.close();
        stopAll(foundations, folder);
        log.info("Stopped");
    }

    private static void stopAll(Foundations foundations, DataFolder folder) {
        stop(foundations.broker());
        stop(foundations.database());
        release(folder);
    }

    private static void release(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            log.warn("The data folder could not be released: {}", e.getMessage());
        }
    }

    private static void stop(Future<? extends AutoCloseable> part) {
        try {
            part.get().close();
        } catch (ExecutionException e) {
            log.debug("It never started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("A part did not stop cleanly: {}", e.getMessage());
        }
    }
}
