package io.lading.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
    private static final Path PAGE = Path.of("docs/reference/configuration.md");

    @Test
    void theReferencePageSaysWhatTheCodeDeclares() throws IOException {
        String expected = SettingsReference.markdown();
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as("out of date; write it with: mvn test -Dtest=SettingsReferenceTest -Dgolden=update")
                .hasContent(expected);
    }
}
