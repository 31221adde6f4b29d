package io.lading.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermittedTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"LADING_SECRET_ERP", "LADING_VALUE_HOST", "GLOBEX_HOST"})
    void namesVariablesThatThePatternsCover(String name) {
        assertThat(of("LADING_SECRET_*", "LADING_VALUE_*", "GLOBEX_HOST").isVariable(name))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LADING_DATABASE_PASSWORD", "LADING_SECURITY_MASTER_KEY", "LADING_TOKEN"})
    void namesNoSettingOfTheHubWhateverThePatterns(String name) {
        assertThat(of("*", "LADING_*", name).isVariable(name)).isFalse();
    }

    @Test
    void namesFilesOfTheSecretsFolderOnlyAndFollowsNoLinkOutOfIt() throws IOException {
        Permitted permitted = Permitted.usual(data);
        Path secrets = Files.createDirectories(data.resolve("secrets"));
        Files.writeString(data.resolve("master-key"), "00");
        Files.createSymbolicLink(secrets.resolve("link"), data.resolve("master-key"));

        assertThat(permitted.file("secrets/erp")).contains(secrets.resolve("erp"));
        assertThat(permitted.file("secrets/link")).isEmpty();
        assertThat(permitted.file("master-key")).isEmpty();
        assertThat(permitted.file("secrets/../master-key")).isEmpty();
        assertThat(permitted.file("secrets")).isEmpty();
    }

    @Test
    void relativeFoldersStartAtTheFirstExchangeFolder() {
        assertThat(Permitted.usual(data).folder("globex/in"))
                .isEqualTo(new Permitted.Folder.Usable(data.resolve("exchange/globex/in")));
        assertThat(Permitted.usual(data).folder("../spool")).isInstanceOf(Permitted.Folder.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "fd00:ec2::254, private",
        "fd00:ec2::23, private",
        "100.100.100.200, private",
        "168.63.129.16, private",
        "169.254.169.254, 169.254.0.0/16",
        "fd00:ec2::254, fd00::/8",
        "127.0.0.1, private"
    })
    void noConnectionIsGrantedAMetadataServiceOrMoreThanCanBeGranted(String address, String target) throws Exception {
        List<AllowedTarget> targets = AllowedTarget.parse(target).stream().toList();
        InetAddress stands = InetAddress.getByName(address);
        OutboundPolicy policy = OutboundPolicy.allowing(List.of(), host -> new InetAddress[] {stands})
                .granting(targets)
                .also(List.of(AllowedTarget.Word.PRIVATE, AllowedTarget.Word.LOOPBACK, targets.get(0)));

        assertThat(policy.check(URI.create("http://any.example/"))).isInstanceOf(OutboundPolicy.Verdict.Refused.class);
    }

    @Test
    void aConnectionIsGrantedWhatBothItsFileAndTheSettingsName() throws Exception {
        InetAddress stands = InetAddress.getByName("10.1.2.3");
        OutboundPolicy policy = OutboundPolicy.allowing(List.of(), host -> new InetAddress[] {stands})
                .granting(AllowedTarget.parse("10.1.0.0/16").stream().toList());
        URI url = URI.create("http://erp.example/");

        assertThat(policy.check(url)).isInstanceOf(OutboundPolicy.Verdict.Refused.class);
        assertThat(policy.also(List.of(AllowedTarget.Word.PRIVATE)).check(url))
                .isInstanceOf(OutboundPolicy.Verdict.Allowed.class);
    }

    private Permitted of(String... variables) {
        return new Permitted(data, data.resolve("secrets"), List.of(data.resolve("exchange")), List.of(variables));
    }
}
