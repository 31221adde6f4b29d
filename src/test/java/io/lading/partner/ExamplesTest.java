package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.security.TokenHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Map<String, String> TOKENS = Map.of(
            "GLOBEX_TOKEN_HASH",
            TokenHash.of("globex's token").toString(),
            "NORDWIND_TOKEN_HASH",
            TokenHash.of("nordwind's token").toString(),
            "UMBRELLA_TOKEN_HASH",
            TokenHash.of("umbrella's token").toString(),
            "TORTURE_TOKEN_HASH",
            TokenHash.of("the torture's token").toString(),
            "BENCH_TOKEN_HASH",
            TokenHash.of("the bench's token").toString());

    @Test
    void theFirstOrderCommunityLoads() {
        Community community = load("examples/first-order/partners");

        assertThat(community.own()).map(Partner::name).contains("Lading Supply");
        assertThat(community.connectionByToken("globex's token"))
                .map(Connection::id)
                .contains("globex/orders-in");
        assertThat(destinations(community, "globex/orders-for-a")).containsExactly("supplier-a/sends-Order");
        assertThat(destinations(community, "globex/orders-for-b")).containsExactly("supplier-b/sends-Order");
        assertThat(destinations(community, "nordwind/receives-Order")).containsExactly("supplier-a/sends-Order");
        assertThat(destinations(community, "erp/receives-Order")).containsExactly("umbrella/sends-Order");
        assertThat(community.eventSubscriptions())
                .extracting(SendingAgreement::id)
                .containsExactly("crm/sends-Event");
    }

    @Test
    void theBenchCommunityLoads() {
        Community community = load("examples/bench/partners");

        assertThat(destinations(community, "buyer/receives-Order")).containsExactly("sink/sends-Order");
        assertThat(destinations(community, "buyer/edifact-orders")).containsExactly("sink/sends-Order");
    }

    @Test
    void theTortureCommunityLoads() {
        Community community = load("examples/torture/partners");

        assertThat(destinations(community, "buyer/receives-Order"))
                .containsExactly("erp/sends-Order", "warehouse/sends-Order");
    }

    private static Community load(String folder) {
        PartnerContext usual = new PartnerFolder(Path.of("")).context(TOKENS);
        PartnerContext context = new PartnerContext(
                usual.environment(),
                usual.variables(),
                usual.permitted(),
                usual.maps(),
                Optional.of(Set.of("x12/004010/850", "edifact/d96a/ORDERS")),
                usual.retry(),
                usual.outbound());
        CommunityLoader.Result result = CommunityLoader.load(Path.of(folder), context, agreement -> List.of());
        assertThat(result).isInstanceOf(CommunityLoader.Result.Loaded.class);
        return ((CommunityLoader.Result.Loaded) result).community();
    }

    private static List<String> destinations(Community community, String agreement) {
        return community.receivingAgreement(agreement).map(community::destinations).orElse(List.of()).stream()
                .map(SendingAgreement::id)
                .toList();
    }
}
