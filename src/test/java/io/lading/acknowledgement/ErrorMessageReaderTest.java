package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.ApplicationAdvice.Problem;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Standard;
import io.lading.syntax.InterchangeReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an APERAK says of which document. */
class ErrorMessageReaderTest {

    private static List<String> verdicts(String segments) {
        byte[] message = ("UNH+1+APERAK:D:96A:UN'" + segments + "UNT+9+1'").getBytes(StandardCharsets.ISO_8859_1);
        return ErrorMessageReader.read(InterchangeReader.readSet(
                        message, 0, message.length, 0, Standard.EDIFACT, Delimiters.EDIFACT_DEFAULT, "UNOC:3"))
                .verdicts()
                .stream()
                .map(ErrorMessageReaderTest::words)
                .toList();
    }

    private static String words(Verdict verdict) {
        return verdict.code() + " " + verdict.referenceKind() + " " + verdict.reference() + " "
                + verdict.problems().stream().map(Problem::code).toList();
    }

    @Test
    void aProblemWithoutReferenceIsOneOfAllThatTheHeaderNames() {
        assertThat(verdicts("BGM+313+R-1'RFF+ON:PO-1'RFF+ON:PO-2'ERC+DUP'"))
                .containsExactly("TR ON PO-1 [DUP]", "TR ON PO-2 [DUP]");
    }

    @Test
    void aProblemWithAReferenceIsOneOfThatDocumentAlone() {
        assertThat(verdicts("BGM+313+R-1'RFF+ON:PO-1'ERC+DUP'ERC+A1'RFF+ON:PO-2'ERC+A2'RFF+ON:PO-2:4'"))
                .containsExactly("TR ON PO-1 [DUP]", "TR ON PO-2 [A1, A2]");
    }

    @Test
    void aLineOfTheDocumentIsNoOtherDocument() {
        assertThat(verdicts("BGM+313+R-1'RFF+ON:PO-1'ERC+A1'RFF+LI:3'ERC+A2'RFF+ON:PO-1:4'"))
                .containsExactly("TR ON PO-1 [A1, A2]");
    }

    @Test
    void whatIsNotRefusedIsAcceptedUnlessItHasAProblem() {
        assertThat(verdicts("BGM+312+R-1'RFF+ON:PO-1'ERC+A1'RFF+ON:PO-2'"))
                .containsExactly("TA ON PO-1 []", "TE ON PO-2 [A1]");
    }
}
