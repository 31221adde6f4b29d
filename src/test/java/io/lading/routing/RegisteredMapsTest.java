package io.lading.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.mapping.registry.MapRegistry;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerContext;
import io.lading.partner.ReceivingAgreement;
import io.lading.routing.process.Maps;
import io.lading.security.OutboundPolicy;
import io.lading.security.Permitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisteredMapsTest {
    private static final String GLOBEX = """
            partner: globex
            name: Globex
            identifiers:
              - { scheme: x12, qualifier: ZZ, id: BUYER01 }
            connections:
              orders-in: { door: folder, direction: in, path: globex }
            agreements:
              - { receives: Order, as: x12/004010/850, through: orders-in, acknowledge: { functional: none } }
              - { receives: Order, name: differing, as: x12/004010/850, to: "ZZ:SUPPLIER02", through: orders-in,
                  acknowledge: { functional: none }, mapOverlay: overlays/globex-850-order.yaml }
            """;

    @TempDir
    private Path folder;

    private final MapRegistry registry = MapRegistry.of(Path.of("mappings"));
    private final RegisteredMaps maps = new RegisteredMaps(registry, LookupTables.NONE);

    @BeforeEach
    void describe() throws IOException {
        registry.refresh(id -> id.equals("x12/850-order"));
        Files.writeString(folder.resolve("us.yaml"), """
                partner: us
                name: We
                own: true
                identifiers:
                  - { scheme: x12, qualifier: ZZ, id: SUPPLIER01 }
                  - { scheme: x12, qualifier: ZZ, id: SUPPLIER02 }
                """);
        Files.writeString(folder.resolve("globex.yaml"), GLOBEX);
    }

    @Test
    void readsByThePartnersDifferencesWhereAnAgreementNamesThem() throws IOException {
        overlay("REF[01=DP].02: delivery.party.name\n");

        Maps.Inbound usual = maps.reading(agreement("globex/receives-Order")).orElseThrow();
        Maps.Inbound differing = maps.reading(agreement("globex/differing")).orElseThrow();

        assertThat(differing.version()).isNotEqualTo(usual.version());
        assertThat(maps.reading(agreement("globex/differing"))).get().isEqualTo(differing);
    }

    @Test
    void readsNothingByDifferencesThatDoNotFit() throws IOException {
        overlay("REF[01=DP].02: { field: no.such.field }\n");

        assertThat(maps.reading(agreement("globex/differing"))).isEmpty();
        assertThat(maps.reading(agreement("globex/receives-Order"))).isPresent();
    }

    private void overlay(String rules) throws IOException {
        Files.createDirectories(folder.resolve("overlays"));
        Files.writeString(folder.resolve("overlays/globex-850-order.yaml"), "overlay: x12/850-order\n" + rules);
    }

    private ReceivingAgreement agreement(String id) {
        PartnerContext context = new PartnerContext(
                Environment.TEST,
                Map.of(),
                Permitted.usual(folder),
                Optional.empty(),
                Optional.empty(),
                new RetryPolicy(Duration.ofSeconds(5), 2, 0.2, Duration.ofMinutes(15), Duration.ofHours(24)),
                OutboundPolicy.allowing(List.of()));
        Path partners = folder;
        LoadedCommunity community = new LoadedCommunity(partners, () -> context, Community.empty(Environment.TEST));
        assertThat(community.reload().problems()).isEmpty();
        return community.current().receivingAgreement(id).orElseThrow();
    }
}
