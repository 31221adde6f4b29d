package io.lading.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.bench.Delivered;
import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.bench.WorkloadOptions;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.PostingConnection;
import io.lading.cli.process.Scratch;
import io.lading.cli.torture.Site;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker only wakes workers up: its disk may vanish. */
@Tag("long")
class BrokerLossTest {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int ORDERS = 20;

    @TempDir
    private Path folder;

    @Test
    void losesNothingWhenTheBrokersDataIsDeletedWhileTheHubIsDown() throws Exception {
        OrderWorkload workload = new OrderWorkload(WorkloadOptions.files(ORDERS, 1));
        try (Site site = Site.open(Path.of("").toAbsolutePath(), folder)) {
            site.orders().refusing(Integer.MAX_VALUE);
            try (HubProcess hub = HubProcess.start(site.hub("data"));
                    PostingConnection line =
                            new PostingConnection(hub.address(), site.token(), "application/edi-x12")) {
                for (Sample sample : workload.samples()) {
                    assertThat(line.post(sample.bytes(), "").status()).isEqualTo(202);
                }
                hub.kill();
            }
            Scratch.remove(folder.resolve("data/broker"));
            site.orders().refusing(0);

            try (HubProcess again = HubProcess.start(site.hub("data"))) {
                assertThat(site.orders().await(ORDERS, LONGEST))
                        .as(again.lastWords())
                        .isTrue();
                assertThat(site.acknowledgements().await(ORDERS, LONGEST)).isTrue();
            }
            Delivered delivered = new Delivered();
            site.orders().effects().forEach(order -> delivered.add(order.body()));
            assertThat(delivered.difference(workload.manifest())).isEmpty();
        }
    }
}
