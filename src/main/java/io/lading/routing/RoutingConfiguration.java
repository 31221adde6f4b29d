package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.mapping.registry.MapRegistry;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.routing.deliver.DeliverHop;
import io.lading.routing.deliver.Dispatch;
import io.lading.routing.deliver.Events;
import io.lading.routing.deliver.Outcomes;
import io.lading.routing.process.AcknowledgeStage;
import io.lading.routing.process.Batch;
import io.lading.routing.process.DecideStage;
import io.lading.routing.process.EnvelopeStage;
import io.lading.routing.process.IdentifyStage;
import io.lading.routing.process.KnowledgeBase;
import io.lading.routing.process.ProcessHop;
import io.lading.routing.process.ReEnvelope;
import io.lading.routing.process.ReceiveStage;
import io.lading.routing.process.ReconcileStage;
import io.lading.routing.process.SplitStage;
import io.lading.routing.process.TranslateOutStage;
import io.lading.routing.process.TranslateStage;
import io.lading.routing.process.UnwrapStage;
import io.lading.routing.process.ValidateStage;
import io.lading.syntax.ReaderOptions;
import io.lading.tracking.Audit;
import io.lading.tracking.Completions;
import io.lading.tracking.Hop;
import io.lading.tracking.Inbox;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.Lane;
import io.lading.tracking.Lifelines;
import io.lading.tracking.Node;
import io.lading.tracking.Payloads;
import io.lading.tracking.ReceiptLog;
import io.lading.tracking.SubmissionPort;
import io.lading.tracking.WakeUps;
import io.lading.tracking.WorkQueue;
import io.lading.tracking.measure.Backlog;
import io.lading.tracking.measure.BusinessCounts;
import io.lading.transport.Submissions;
import io.lading.transport.sftp.MailboxServer;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The stage beans that the routes call by name, and what they stand on. */
@Configuration(proxyBeanMethods = false)
@Import({
    KnowledgeConfiguration.class,
    SweepConfiguration.class,
    AuditConfiguration.class,
    As2Configuration.class,
    SftpConfiguration.class,
    SoapConfiguration.class,
    CertificateConfiguration.class,
    ConnectionTestConfiguration.class
})
public class RoutingConfiguration {
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final int COMMITTERS = 2;

    /** Bytes of a document that is no EDI and is read as a whole; as much as one transaction set may have. */
    private static final long LARGEST_DOCUMENT = ReaderOptions.LARGEST_SET;

    private static final int REQUESTS_AT_ONE_PARTNER = 16;
    private static final long MOST_HELD = 64L << 20;

    // ---- the record -----------------------------------------------------------------------------------------------

    @Bean(destroyMethod = "close")
    Node node(DataSource dataSource, Lifelines lifelines) {
        Node node = Node.join(
                dataSource, lifelines, "process " + ProcessHandle.current().pid());
        node.beatEvery(HEARTBEAT);
        return node;
    }

    @Bean
    Payloads payloads(Node node, Settings settings) {
        return new Payloads(node.ids(), settings.limits().inlinePayload());
    }

    @Bean
    WorkQueue workQueue(DataSource dataSource, Node node) {
        return new WorkQueue(dataSource, node);
    }

    @Bean
    WakeUps wakeUps(ObjectProvider<CamelContext> camel) {
        return new QueuedWakeUps(() -> camel.getObject().createProducerTemplate());
    }

    @Bean(destroyMethod = "close")
    Inbox inbox(DataSource dataSource, Node node, Payloads payloads, WakeUps wakeUps, Clock clock) {
        return new Inbox(dataSource, node, payloads, wakeUps, clock, COMMITTERS);
    }

    @Bean
    BusinessCounts businessCounts() {
        return new BusinessCounts();
    }

    @Bean
    Backlog backlog(DataSource dataSource) {
        return new Backlog(dataSource);
    }

    @Bean
    Completions completions() {
        return new Completions();
    }

    /** The doors' way into the routes. */
    @Bean
    SubmissionPort submissionPort(ObjectProvider<CamelContext> camel, ObjectProvider<IntakeClosed.Gate> gates) {
        return new RoutedSubmissions(camel::getObject, gates.stream().toList());
    }

    @Bean
    Submissions submissions(SubmissionPort port, Settings settings) {
        int held = (int) Math.min(settings.limits().bulkAbove(), MOST_HELD);
        return new Submissions(port, held, settings.limits().maxTransmission());
    }

    @Bean
    ReEnvelope reEnvelope(KnowledgeBase knowledge, TranslateOutStage translate, EnvelopeStage envelope) {
        return new ReEnvelope(knowledge, translate, envelope);
    }

    @Bean
    Redoing redo(
            DataSource dataSource,
            Node node,
            WakeUps wakeUps,
            ReEnvelope reEnvelope,
            KnowledgeBase knowledge,
            Clock clock) {
        return new Redoing(dataSource, node, wakeUps, reEnvelope, knowledge, clock);
    }

    // ---- what is configured ---------------------------------------------------------------------------------------

    @Bean
    Supplier<Community> community(LoadedCommunity loaded) {
        return loaded::current;
    }

    // ---- the stages, in the order a document passes them ------------------------------------------------------------

    @Bean
    ReceiveStage receiveStage(Inbox inbox, Settings settings) {
        return new ReceiveStage(inbox, settings.limits().bulkAbove());
    }

    @Bean
    UnwrapStage unwrapStage(Node node, Clock clock) {
        return new UnwrapStage(node.ids(), clock);
    }

    @Bean
    SplitStage splitStage(IdentifyStage identify, Settings settings, Node node, Clock clock) {
        return new SplitStage(identify, settings.batch().wholeSet(), node.ids(), clock);
    }

    @Bean
    IdentifyStage identifyStage(Clock clock) {
        return new IdentifyStage(clock);
    }

    @Bean
    ValidateStage validateStage(Clock clock) {
        return new ValidateStage(clock);
    }

    @Bean
    AcknowledgeStage acknowledgeStage(Clock clock) {
        return new AcknowledgeStage(clock);
    }

    @Bean
    ReconcileStage reconcileStage(Node node, Clock clock) {
        return new ReconcileStage(node.ids(), clock);
    }

    @Bean
    TranslateStage translateStage(Node node, Clock clock) {
        return new TranslateStage(node.ids(), clock);
    }

    @Bean
    DecideStage decideStage(Node node, Clock clock) {
        return new DecideStage(node.ids(), clock);
    }

    @Bean
    TranslateOutStage translateOutStage(Clock clock) {
        return new TranslateOutStage(clock);
    }

    @Bean
    EnvelopeStage envelopeStage(
            KnowledgeBase knowledge,
            Node node,
            Payloads payloads,
            Dispatch dispatch,
            Events events,
            WakeUps wakeUps,
            Completions completions,
            BusinessCounts counts,
            Clock clock) {
        return new EnvelopeStage(
                knowledge,
                node.ids(),
                payloads,
                dispatch,
                events,
                new EnvelopeStage.Tidings(wakeUps, completions, counts),
                clock);
    }

    // ---- the hops ---------------------------------------------------------------------------------------------------

    @Bean
    ProcessHop processHop(
            DataSource dataSource,
            WakeUps wakeUps,
            Settings settings,
            KnowledgeBase knowledge,
            Clock clock,
            ObjectProvider<CamelContext> camel) {
        return new ProcessHop(
                dataSource,
                wakeUps,
                new ProcessHop.Limits(
                        settings.batch().sets(),
                        Math.min(settings.batch().bytes(), settings.batch().wholeSet()),
                        settings.batch().sets(),
                        LARGEST_DOCUMENT),
                knowledge,
                clock,
                new Stages(camel));
    }

    @Bean
    Dispatch dispatch(Node node) {
        return new Dispatch(node.ids());
    }

    @Bean
    Events events(Node node, Payloads payloads, Dispatch dispatch) {
        return new Events(node.ids(), payloads, dispatch);
    }

    @Bean
    Outcomes outcomes(
            DataSource dataSource,
            WorkQueue queue,
            Supplier<Community> community,
            Events events,
            Settings settings,
            Clock clock,
            BusinessCounts counts) {
        return new Outcomes(
                dataSource, queue, community, events, settings.delivery().retry(), clock, counts);
    }

    @Bean
    DeliverHop deliverHop(
            DataSource dataSource, WorkQueue queue, WakeUps wakeUps, ConnectionRoutes connections, Outcomes outcomes) {
        return new DeliverHop(dataSource, queue, wakeUps, connections, outcomes);
    }

    @Bean
    ConnectionRoutes.Reach reach(Settings settings, Node node) {
        return new ConnectionRoutes.Reach(
                settings.data(),
                "node" + node.number(),
                settings.limits().bulkAbove(),
                settings.limits().maxTransmission(),
                settings.delivery().connectTimeout(),
                settings.delivery().responseTimeout(),
                REQUESTS_AT_ONE_PARTNER,
                settings.delivery().outbound(),
                settings.permitted());
    }

    @Bean
    Sinks sinks(
            ConnectionRoutes.Reach reach,
            Supplier<Community> community,
            ReceiptLog log,
            Settings settings,
            ConnectionFactory broker,
            Clock clock) {
        return new Sinks(reach, community, log, As2Configuration.spoolFolder(settings), broker, clock);
    }

    @Bean
    ConnectionRoutes connectionRoutes(
            ObjectProvider<CamelContext> camel, Sinks sinks, Sources sources, MailboxServer mailboxes, Clock clock) {
        return new ConnectionRoutes(camel::getObject, sinks, sources, mailboxes, clock);
    }

    @Bean
    MapRefresh mapRefresh(MapRegistry registry, Audit audit) {
        return new MapRefresh(registry, audit);
    }

    @Bean
    CamelContextConfiguration routeSettings(
            Settings settings, ConnectionRoutes connections, LoadedCommunity community) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                Settings.Workers workers = settings.workers();
                var properties = camel.getPropertiesComponent();
                properties.addInitialProperty("lading.workers.acknowledgement", "" + workers.acknowledgement());
                properties.addInitialProperty("lading.workers.interactive", "" + workers.interactive());
                properties.addInitialProperty("lading.workers.bulk", "" + workers.bulk());
                properties.addInitialProperty(
                        "lading.sweep", "" + settings.sweep().every().toMillis());
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                connections.align(community.current());
            }
        };
    }

    /** Sends a batch through the routes, on the worker's own thread. */
    private static final class Stages implements Consumer<Batch> {
        private final ObjectProvider<CamelContext> camel;
        private volatile ProducerTemplate producer;

        @SuppressWarnings("NullAway.Init") // made when Camel runs, at the first batch
        Stages(ObjectProvider<CamelContext> camel) {
            this.camel = camel;
        }

        @Override
        public void accept(Batch batch) {
            String entry =
                    switch (batch.pass()) {
                        case WHOLE -> "direct:inbound-unwrap";
                        case FIRST -> "direct:inbound-split";
                        case LATER -> "direct:outbound-reconcile";
                    };
            Exchange done =
                    template().send(entry, exchange -> exchange.getMessage().setBody(batch));
            Exception failure = done.getException();
            if (failure instanceof DirectConsumerNotAvailableException) {
                throw new RejectedExecutionException("The routes are not up (yet, or any more).", failure);
            }
            if (failure != null) {
                throw new IllegalStateException(failure.getMessage(), failure);
            }
        }

        private ProducerTemplate template() {
            if (producer == null) {
                producer = camel.getObject().createProducerTemplate();
            }
            return producer;
        }
    }

    /** Where the wake-ups of a hop and lane are queued. */
    static String wakeUpQueue(Hop hop, Lane lane) {
        Hop served = hop == Hop.DELIVER ? Hop.DELIVER : Hop.PROCESS;
        return CamelConfiguration.WAKE_UP_PREFIX + served.name().toLowerCase(Locale.ROOT) + "."
                + lane.name().toLowerCase(Locale.ROOT);
    }
}
