package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class PartnerSchemaTest {
    private static final Path FILE = Path.of("docs/reference/partner.schema.json");

    @Test
    void theEditorsSchemaSaysWhatTheCodeDeclares() throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        String expected = mapper.writeValueAsString(PartnerSchema.document()) + "\n";
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, expected);
        }

        assertThat(FILE)
                .as("out of date; write it with: mvn test -Dtest=PartnerSchemaTest -Dgolden=update")
                .hasContent(expected);
    }
}
