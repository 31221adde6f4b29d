package io.lading.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.cli.simulate.Entrances;
import io.lading.cli.simulate.Letter;
import io.lading.cli.simulate.Stage;
import io.lading.endtoend.As2Hubs;
import io.lading.operations.TestDatabase;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.security.AllowedTarget;
import io.lading.security.OutboundPolicy;
import io.lading.tracking.Inbox;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.Node;
import io.lading.tracking.Payloads;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.SubmissionPort;
import io.lading.tracking.Turns;
import io.lading.transport.folder.FolderSource;
import io.lading.transport.folder.WatchedFolder;
import io.lading.transport.mail.MailServer;
import io.lading.transport.mail.MailSource;
import io.lading.transport.queue.QueueSource;
import io.lading.transport.sftp.Remote;
import io.lading.transport.sftp.SftpSource;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing removes a source's bytes before the record has them, whatever happens to the record at which moment: each door that
 * fetches, against each fault, with the real receive hop over a database that fails as told. What a killed process leaves,
 * {@code MixTest} looks at.
 */
@Tag("long")
class SourcesUnderFaultsTest {
    private static final String ORDER = "ISA*00*...~ST*850*0001~BEG*00*SA*PO-1**20261001~";
    private static final String NAME = "order-1.x12";
    private static final OutboundPolicy LOOPBACK = OutboundPolicy.allowing(List.of(AllowedTarget.Word.LOOPBACK));
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MOST = 100_000;
    private static final Stage.Ports NOWHERE = new Stage.Ports(1, 1, 1);

    /** The partners' servers, made once: each test leaves them empty. */
    @TempDir
    private static Path folder;

    private static Stage stage;
    private static Community community;
    private static Entrances entrances;

    private final TestDatabase database = TestDatabase.fresh();
    private final Failing failing = new Failing(database.dataSource());
    private final Node node = Node.join(database.dataSource(), "test");
    private final Inbox inbox = new Inbox(
            failing.dataSource(), node, new Payloads(node.ids(), 1024), (hop, lane) -> {}, Clock.systemUTC(), 1);
    private final Hands clock = new Hands();
    private final HeldBack heldBack = new HeldBack(clock, refused -> {});
    private final Turns turns = new Turns(database.dataSource(), node);

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.set(
                folder.resolve("stage"),
                Path.of("examples/torture/mix").toAbsolutePath(),
                List.of(
                        "erp",
                        "buyer-http",
                        "buyer-folder",
                        "buyer-mailbox",
                        "buyer-sftp",
                        "buyer-mail",
                        "buyer-queue",
                        "buyer-as2"),
                NOWHERE,
                Clock.systemUTC());
        stage.tell("TORTURE_FOLDER", folder.toString());
        community = stage.community(folder);
        stage.furnish(community);
        entrances = new Entrances(stage, community, List.of(NOWHERE));
    }

    @AfterAll
    static void end() throws Exception {
        entrances.close();
        stage.close();
    }

    @AfterEach
    void close() {
        inbox.close();
        node.close();
        database.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "buyer-folder, AWAY",
        "buyer-folder, COMMIT_FAILS",
        "buyer-folder, COMMIT_UNANSWERED",
        "buyer-folder, DISK_FULL",
        "buyer-sftp, AWAY",
        "buyer-sftp, COMMIT_FAILS",
        "buyer-sftp, COMMIT_UNANSWERED",
        "buyer-sftp, DISK_FULL",
        "buyer-mail, AWAY",
        "buyer-mail, COMMIT_FAILS",
        "buyer-mail, COMMIT_UNANSWERED",
        "buyer-mail, DISK_FULL"
    })
    void theBytesStayAtTheirSourceUntilTheRecordHasThemAndAreTakenOnce(String partner, Fault fault) throws Exception {
        Connection connection = community.connection(partner + "/orders").orElseThrow();
        Source source = source(connection);
        entrances.bring(
                connection.id(),
                new Letter(ORDER.getBytes(StandardCharsets.US_ASCII), NAME, "application/edi-x12", "order-1"));
        assertThat(waiting(connection)).isEqualTo(1);

        failing.fault = fault;
        looks(source);

        assertThat(waiting(connection)).as("still at its source").isEqualTo(1);
        assertThat(recorded()).isEqualTo(fault == Fault.COMMIT_UNANSWERED ? 1 : 0);
        assertThat(heldBack.all()).as("somebody can see that it waits").isNotEmpty();

        failing.fault = Fault.NONE;
        looks(source);

        assertThat(recorded()).isEqualTo(1);
        assertThat(waiting(connection)).as("left at its source").isZero();
    }

    @ParameterizedTest
    @CsvSource({"AWAY", "COMMIT_FAILS", "COMMIT_UNANSWERED", "DISK_FULL"})
    void aMessageGoesBackToItsQueueUnlessTheRecordHasIt(Fault fault) throws Exception {
        QueueSource source = new QueueSource(
                community.connection("buyer-queue/orders").orElseThrow(), new Recorded(), heldBack, MOST, MOST);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            failing.fault = fault;

            // The listener's transaction is rolled back by what is thrown, and only committed if nothing is.
            assertThatThrownBy(() -> source.take(message(camel))).isInstanceOf(RecordFailure.class);
            assertThat(recorded()).isEqualTo(fault == Fault.COMMIT_UNANSWERED ? 1 : 0);

            failing.fault = Fault.NONE;
            source.take(message(camel));
            assertThat(recorded()).isEqualTo(1);
        }
    }

    private interface Source {
        void poll() throws Exception;
    }

    private Source source(Connection connection) throws IOException {
        Path spool = Files.createDirectories(folder.resolve("spool"));
        if (connection.sftp().isPresent()) {
            Remote remote = new Remote(connection.sftp().get(), LOOPBACK, TIMEOUT);
            return new SftpSource(
                            connection,
                            remote,
                            new Recorded(),
                            heldBack,
                            turns,
                            new SftpSource.Limits(spool, MOST, MOST))::poll;
        }
        if (connection.mail().isPresent()) {
            MailServer server = new MailServer(connection.mail().get(), LOOPBACK, TIMEOUT);
            return new MailSource(
                            connection,
                            server,
                            new Recorded(),
                            heldBack,
                            turns,
                            new MailSource.Limits(spool, MOST, MOST))::poll;
        }
        return new FolderSource(
                connection.id(),
                connection.partner(),
                new WatchedFolder(connection.folder(), "*", clock, any -> true),
                new Recorded(),
                heldBack,
                new FolderSource.Limits(Duration.ofSeconds(1), MOST, MOST),
                clock)::poll;
    }

    /** As often as it takes for a file to have looked the same twice and for what is held back to be due. */
    private void looks(Source source) throws Exception {
        for (int i = 0; i < 3; i++) {
            clock.now = clock.now.plus(Duration.ofHours(1));
            source.poll();
        }
    }

    private int waiting(Connection connection) throws Exception {
        if (connection.mail().isPresent()) {
            return mails(connection);
        }
        Path where =
                connection.sftp().isPresent() ? folder.resolve("stage/sftp/buyer-sftp/outbox") : connection.folder();
        return Files.exists(where.resolve(NAME))
                        && Files.readString(where.resolve(NAME)).equals(ORDER)
                ? 1
                : 0;
    }

    private static int mails(Connection connection) throws Exception {
        var terms = connection.mail().orElseThrow();
        try (Store store = jakarta.mail.Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(terms.host(), terms.port(), terms.user().orElseThrow(), "any");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                return inbox.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)).length;
            }
        }
    }

    private int recorded() {
        return As2Hubs.texts(database, "select id::text from transmission where direction = 'IN'")
                .size();
    }

    private static Exchange message(DefaultCamelContext camel) {
        TextMessage text = proxy(TextMessage.class, "getText", ORDER);
        Exchange exchange = new DefaultExchange(camel);
        exchange.setMessage(new JmsMessage(exchange, text, proxy(Session.class, "", ""), null));
        return exchange;
    }

    /** What answers one question, and to all others nothing. */
    private static <T> T proxy(Class<T> type, String question, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                SourcesUnderFaultsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    if (method.getName().equals(question)) {
                        return answer;
                    }
                    if (method.getName().equals("getJMSMessageID")) {
                        return "ID:1";
                    }
                    if (method.getName().equals("toString")) {
                        return "a message";
                    }
                    return nothing(method.getReturnType());
                }));
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == long.class ? 0L : null;
    }

    /** The receive hop without the routes around it. */
    private final class Recorded implements SubmissionPort {
        @Override
        public void requireOpen() {
            if (failing.fault == Fault.DISK_FULL) {
                throw new IntakeClosed("Only 3 MB are free.", "The hub is short of room.");
            }
        }

        @Override
        public Receipt submit(Reception reception) {
            requireOpen();
            return inbox.receive(reception);
        }

        @Override
        public Receipt submit(Reception facts, InputStream body) throws IOException {
            requireOpen();
            return inbox.receive(facts, body);
        }
    }

    enum Fault {
        NONE,
        /** No connection can be had. */
        AWAY,
        /** The connection breaks before the commit arrives. */
        COMMIT_FAILS,
        /** It breaks after the commit was done: nobody hears of it. */
        COMMIT_UNANSWERED,
        DISK_FULL
    }

    /** A database that fails as told. */
    private static final class Failing {
        private final DataSource real;
        private volatile Fault fault = Fault.NONE;

        Failing(DataSource real) {
            this.real = real;
        }

        DataSource dataSource() {
            return around(DataSource.class, real, (name, call) -> {
                if (fault == Fault.AWAY) {
                    throw new SQLTransientConnectionException("the database is away");
                }
                Object made = call.run();
                return made instanceof java.sql.Connection connection
                        ? around(java.sql.Connection.class, connection, this::commit)
                        : made;
            });
        }

        private Object commit(String name, Call call) throws Throwable {
            boolean breaks = fault == Fault.COMMIT_FAILS || fault == Fault.COMMIT_UNANSWERED;
            if (!breaks || !name.equals("commit")) {
                return call.run();
            }
            if (fault == Fault.COMMIT_UNANSWERED) {
                call.run();
            }
            throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
        }

        private interface Call {
            Object run() throws Throwable;
        }

        private interface Around {
            Object call(String method, Call call) throws Throwable;
        }

        private static <T> T around(Class<T> type, T real, Around around) {
            return type.cast(Proxy.newProxyInstance(
                    SourcesUnderFaultsTest.class.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, values) -> around.call(method.getName(), () -> {
                        try {
                            return method.invoke(real, values);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    })));
        }
    }

    /** A clock that a test turns. */
    private static final class Hands extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
