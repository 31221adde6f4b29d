package io.lading.transport.as2;

import io.lading.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** OpenAS2, the AS2 server that most small partners run, as a process of its own: what it has on its class path is not ours. */
final class OpenAs2Process implements AutoCloseable {
    /** The build puts it there, with what it needs. */
    private static final Path JARS = Path.of("target", "openas2");

    private static final String PASSWORD = "openas2";

    private final Path home;
    private final int port;
    private final int receiptPort;
    private final StringBuilder partners = new StringBuilder();
    private @Nullable Process process;

    /**
     * @param home of its configuration and data
     * @param receiptPort where it takes asynchronous receipts
     */
    OpenAs2Process(Path home, int port, int receiptPort) {
        Needs.thatHolds(Files.isDirectory(JARS), "OpenAS2 is not in " + JARS + "; run mvn process-test-classes");
        this.home = home;
        this.port = port;
        this.receiptPort = receiptPort;
    }

    URI door() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** One of its own names, by which it takes what ACME sends. */
    OpenAs2Process partner(String name) {
        partners.append("""
                <partner name="%1$s" as2_id="%1$s" x509_alias="globex" email="as2@%1$s.example"/>
                <partnership name="ACME-%1$s"><sender name="ACME"/><receiver name="%1$s"/>
                  <attribute name="protocol" value="as2"/>
                </partnership>
                """.formatted(name));
        return this;
    }

    OpenAs2Process start() throws IOException, GeneralSecurityException {
        Path config = Files.createDirectories(home.resolve("config"));
        writeCertificates(config.resolve("certs.p12"));
        Files.writeString(config.resolve("commands.xml"), "<commands/>");
        Files.writeString(
                config.resolve("partnerships.xml"),
                "<partnerships>\n<partner name=\"ACME\" as2_id=\"ACME\" x509_alias=\"acme\" email=\"as2@acme.example\"/>\n"
                        + partners + "</partnerships>\n");
        Files.writeString(config.resolve("config.xml"), """
                <openas2>
                  <properties/>
                  <certificates classname="org.openas2.cert.PKCS12CertificateFactory" filename="%%home%%/certs.p12"
                    password="%1$s" interval="300"/>
                  <partnerships classname="org.openas2.partner.XMLPartnershipFactory" filename="%%home%%/partnerships.xml"/>
                  <loggers><logger classname="org.openas2.logging.ConsoleLogger"/></loggers>
                  <commands classname="org.openas2.cmd.XMLCommandRegistry" filename="%%home%%/commands.xml"/>
                  <commandProcessors/>
                  <processor classname="org.openas2.processor.DefaultProcessor"
                    pendingMDN="%%home%%/../pending" pendingMDNinfo="%%home%%/../pendinginfo">
                    <module classname="org.openas2.processor.sender.AS2SenderModule"/>
                    <module classname="org.openas2.processor.sender.MDNSenderModule"/>
                    <module classname="org.openas2.processor.storage.MDNFileModule"
                      filename="%%home%%/../mdn/$rand.1234567890$" protocol="as2" tempdir="%%home%%/../temp"/>
                    <module classname="org.openas2.processor.storage.MessageFileModule"
                      filename="%%home%%/../in/$msg.receiver.as2_id$" protocol="as2" tempdir="%%home%%/../temp"/>
                    <module classname="org.openas2.processor.receiver.AS2ReceiverModule" address="127.0.0.1" port="%2$d"
                      errordir="%%home%%/../in-error" errorformat="sender.as2_id, receiver.as2_id, headers.message-id"/>
                    <module classname="org.openas2.processor.receiver.AS2MDNReceiverModule" address="127.0.0.1" port="%3$d"/>
                    <module classname="org.openas2.processor.resender.DirectoryResenderModule"
                      resenddir="%%home%%/../resend" errordir="%%home%%/../resend-error" resenddelay="60"/>
                  </processor>
                </openas2>
                """.formatted(PASSWORD, port, receiptPort));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.apache.commons.logging.Log=org.openas2.logging.Log",
                        "-cp",
                        JARS.toAbsolutePath() + "/*",
                        "org.openas2.app.OpenAS2Server",
                        config.resolve("config.xml").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        return this;
    }

    /** With Bouncy Castle, as it reads it: old versions of that do not open what newer Javas write. */
    private static void writeCertificates(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
        store.load(null, null);
        store.setKeyEntry("globex", Identity.GLOBEX.key(), PASSWORD.toCharArray(), new Certificate[] {
            Identity.GLOBEX.certificate()
        });
        store.setCertificateEntry("acme", Identity.ACME.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    boolean isStarted() {
        return log().contains("OpenAS2 Server v2.10.1 started");
    }

    /** The orders that it took, by the receiver's name in ISA08. */
    List<String> taken(String name) throws IOException {
        Path folder = home.resolve("in");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(OpenAs2Process::read)
                    .filter(order -> order.contains("*ZZ*" + name + " "))
                    .toList();
        }
    }

    String log() {
        return read(home.resolve("log"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
