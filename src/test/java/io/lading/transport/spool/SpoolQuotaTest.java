package io.lading.transport.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How much of the disk those may fill who have not finished what they send: a partner, an address, all strangers, everybody. */
class SpoolQuotaTest {
    private static final SpoolQuota.Bounds BOUNDS = new SpoolQuota.Bounds(1000, 400, 200);

    private final SpoolQuota quota = new SpoolQuota(BOUNDS, () -> {});

    @Test
    void aPartnersUnfinishedRequestsHaveOneBoundTogetherAndTakeNothingFromAnother() throws SpoolFull {
        SpoolQuota.Share first = quota.of(partner("globex"));
        SpoolQuota.Share second = quota.of(partner("globex"));
        first.take(300);

        assertThatThrownBy(() -> second.take(101))
                .isInstanceOf(SpoolFull.class)
                .hasMessageContaining("partner globex")
                .hasMessageContaining("more than 400 bytes")
                .hasMessageContaining("limits.spoolPerPartner");
        assertThat(quota.total()).as("what was refused is not counted").isEqualTo(300);
        second.take(100);
        quota.of(partner("initech")).take(400);
        assertThat(quota.total()).isEqualTo(800);
    }

    @Test
    void aStrangersAddressHasAQuarterOfWhatAllStrangersHave() throws SpoolFull {
        quota.of(Sender.anybody("192.0.2.1")).take(50);

        assertThatThrownBy(() -> quota.of(Sender.anybody("192.0.2.1")).take(1))
                .isInstanceOf(SpoolFull.class)
                .hasMessageContaining("address 192.0.2.1");
    }

    @Test
    void manyStrangersLeavePartnersTheirRoom() throws SpoolFull {
        for (int i = 1; i <= 4; i++) {
            quota.of(Sender.anybody("192.0.2." + i)).take(50);
        }

        assertThatThrownBy(() -> quota.of(Sender.anybody("192.0.2.5")).take(1))
                .isInstanceOf(SpoolFull.class)
                .hasMessageContaining("unknown callers")
                .hasMessageContaining("limits.spoolOfUnknown");
        quota.of(partner("globex")).take(400);
        quota.of(partner("initech")).take(400);
        assertThatThrownBy(() -> quota.of(partner("hooli")).take(1))
                .isInstanceOf(SpoolFull.class)
                .hasMessageContaining("more than 1000 bytes (limits.spool)");
    }

    @Test
    void whatIsDeletedGivesItsRoomBackOnce() throws SpoolFull {
        SpoolQuota.Share share = quota.of(partner("globex"));
        share.take(400);
        share.close();
        share.close();

        assertThat(quota.total()).isZero();
        quota.of(partner("globex")).take(400);
        assertThat(quota.total()).isEqualTo(400);
    }

    @Test
    void theDiskIsLookedAtWithEachMebibyteAndNotOnlyAtTheBeginning() throws SpoolFull {
        AtomicInteger looks = new AtomicInteger();
        long most = Long.MAX_VALUE;
        SpoolQuota wide = new SpoolQuota(new SpoolQuota.Bounds(most, most, most), () -> {
            if (looks.incrementAndGet() == 3) {
                throw new IllegalStateException("The disk is nearly full.");
            }
        });
        SpoolQuota.Share share = wide.of(partner("globex"));
        share.take(1024 * 1024);
        share.take(1024 * 1024);

        assertThatThrownBy(() -> share.take(1024 * 1024)).hasMessage("The disk is nearly full.");
        assertThat(wide.total()).isEqualTo(2 * 1024 * 1024);
    }

    private static Sender partner(String name) {
        return new Sender(Optional.of(name), "198.51.100.7", true);
    }
}
