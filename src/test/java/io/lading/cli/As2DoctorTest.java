package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.transport.as2.Identity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class As2DoctorTest {
    @TempDir
    Path folder;

    private String said = "";

    @BeforeEach
    void partners() throws Exception {
        Identity.GLOBEX.writeCertificate(folder);
        Identity.GLOBEX.writeKey(folder);
        Identity.ACME.writeCertificate(folder);
        Files.writeString(folder.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: as2, id: GLOBEX } ]
                certificates: [ { file: globex.pem, key: globex.key } ]
                """);
        Files.writeString(folder.resolve("acme.yaml"), """
                partner: acme
                identifiers: [ { scheme: as2, id: ACME } ]
                certificates: [ { file: acme.pem } ]
                connections:
                  orders-in: { door: as2, direction: in, accept: [ 3des ] }
                  acks-out: { door: as2, url: "https://as2.acme.example/in", receipt: { mode: none } }
                """);
    }

    @Test
    void saysWhatIsWeakInHowAnExchangeIsConfigured() {
        int code = doctor();

        assertThat(said)
                .contains("ok   acme/orders-in: takes messages from 'ACME' as 'GLOBEX'.")
                .contains("ok     our receipts are signed by CN=globex")
                .contains("!    Weak algorithms are taken from this partner: 3des.")
                .contains("!    No receipt is asked for");
        assertThat(code).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void saysWhatIsWrongWithAMessageThatWasSaved() throws Exception {
        Path saved = Files.writeString(folder.resolve("saved.http"), """
                POST /as2 HTTP/1.1\r
                AS2-From: ACME\r
                AS2-To: GLOBEX\r
                Message-ID: <1@acme.example>\r
                Content-Type: application/edi-x12\r
                Disposition-Notification-To: acme\r
                Receipt-Delivery-Option: http://10.0.0.1/mdn\r
                \r
                ISA*00*""");

        int code = doctor("--request", saved.toString());

        assertThat(said)
                .contains("ok   It belongs to the connection acme/orders-in.")
                .contains(
                        "!    It asks for a receipt to http://10.0.0.1/mdn, which is not among the connection's receiptsTo")
                .contains("!    It is refused: it is less protected than agreed. It is not encrypted, as was agreed.")
                .contains("ok   The sender is told: processed/error: insufficient-message-security.");
        assertThat(code).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void knowsTheUsualMistakeInNames() throws Exception {
        Path saved = Files.writeString(folder.resolve("saved.http"), "AS2-From: Acme\r\nAS2-To: GLOBEX\r\n\r\nISA*00*");

        doctor("--request", saved.toString());

        assertThat(said).contains("Nearest: acme/orders-in with 'ACME' to 'GLOBEX'; names are told apart by case");
    }

    private int doctor(String... more) {
        StringWriter out = new StringWriter();
        String[] arguments = new String[4 + more.length];
        arguments[0] = "as2";
        arguments[1] = "doctor";
        arguments[2] = "--set";
        arguments[3] = "folders.partners=" + folder;
        System.arraycopy(more, 0, arguments, 4, more.length);
        CommandLine command = Lading.commandLine(arguments);
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int code = command.execute(arguments);
        said = out.toString();
        return code;
    }
}
