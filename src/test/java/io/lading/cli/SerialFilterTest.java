package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.operations.JavaProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SerialFilterTest {
    /** A process of its own, for the filter is the whole machine's and is set once. */
    @Test
    void noJavaObjectIsMadeOfBytesWhoeverStartsTheMainClass() throws Exception {
        Process process = JavaProcess.of(Reader.class);

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("refused");
    }

    static final class Reader {
        public static void main(String[] arguments) throws Exception {
            Lading.refuseJavaObjects();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(new ArrayList<>(List.of("x")));
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                System.out.println(in.readObject());
            } catch (InvalidClassException e) {
                System.out.println("refused");
            }
        }
    }
}
