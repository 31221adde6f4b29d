package io.lading.transport.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.tracking.RecordUnavailable;
import io.lading.transport.HeldBack;
import io.lading.transport.HeldBack.Item;
import io.lading.transport.KeptSubmissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file that was laid down: its bytes are in the record, or still here. */
class FolderSourceTest {
    private static final String ORDER = "ISA*00*...~ST*850*0001~BEG*00*SA*PO-1**20261001~";
    private static final int HELD = 1000;
    private static final int MOST = 5000;

    @TempDir
    Path folder;

    private final Hands clock = new Hands();
    private final KeptSubmissions record = new KeptSubmissions();
    private final List<Item> told = new ArrayList<>();
    private final HeldBack heldBack = new HeldBack(clock, told::add);
    private FolderSource source;
    private boolean permitted = true;

    /** A clock that a test turns. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-30T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        source = source("*.x12");
    }

    private FolderSource source(String files) {
        return new FolderSource(
                "globex/drop",
                "globex",
                new WatchedFolder(folder, files, clock, any -> permitted),
                record,
                heldBack,
                new FolderSource.Limits(Duration.ofSeconds(1), MOST, HELD),
                clock);
    }

    @Test
    void anOrderIsMovedAwayOnceItIsTakenIn() throws Exception {
        lay("order.x12", ORDER);

        source.poll();

        assertThat(record.kept.values()).containsExactly(ORDER);
        assertThat(names(folder)).isEmpty();
        assertThat(names(folder.resolve(".received")))
                .singleElement()
                .asString()
                .endsWith("-order.x12");
        assertThat(Files.readString(only(".received"))).isEqualTo(ORDER);
    }

    @Test
    void takesNothingOfAFolderThatALinkHasTakenThePlaceOf() throws Exception {
        lay("order.x12", ORDER);
        permitted = false;

        source.poll();

        assertThat(record.kept).isEmpty();
        assertThat(names(folder)).containsExactly("order.x12");
        assertThat(heldBack.find("globex/drop", "").orElseThrow().reason())
                .contains("a link leads out of what folders.exchange permits");
    }

    @Test
    void staysWhereItIsWhileTheRecordIsAwayAndIsTakenAfterwards() throws Exception {
        lay("a.x12", ORDER);
        lay("b.x12", ORDER + "2");
        record.failing(new RecordUnavailable("committing", new SQLTransientConnectionException("refused")));

        for (int look = 0; look < 20; look++) {
            source.poll();
            turn(Duration.ofMillis(500));
        }

        assertThat(names(folder)).containsExactly("a.x12", "b.x12");
        assertThat(record.names).as("it is not tried at each look").hasSizeLessThan(8);
        assertThat(heldBack.find("globex/drop", "").orElseThrow().reason()).contains("could not be reached");

        record.failing(null);
        turn(Duration.ofSeconds(6));
        source.poll();

        assertThat(record.kept.values()).containsExactly(ORDER, ORDER + "2");
        assertThat(names(folder)).isEmpty();
        assertThat(heldBack.all()).isEmpty();
    }

    @Test
    void aFileThatCannotBeTakenStaysAndHoldsUpNoOther() throws Exception {
        lay("bad.x12", "this one");
        record.failing(new IllegalStateException("The receive route failed."));
        source.poll();
        record.failing(null);
        lay("good.x12", ORDER);

        source.poll();

        assertThat(record.kept.values()).containsExactly(ORDER);
        assertThat(names(folder)).containsExactly("bad.x12");
        assertThat(heldBack.all()).singleElement().satisfies(item -> {
            assertThat(item.name()).isEqualTo("bad.x12");
            assertThat(item.reason()).contains("The receive route failed.");
        });
    }

    @Test
    void anEmptyFileIsSetAsideWithANoteAndHoldsUpNoOther() throws Exception {
        lay("empty.x12", "");
        source.poll();
        assertThat(names(folder)).as("it may be one that is just begun").containsExactly("empty.x12");
        lay("order.x12", ORDER);
        turn(Duration.ofSeconds(10));

        source.poll();

        assertThat(record.kept.values()).containsExactly(ORDER);
        assertThat(names(folder)).isEmpty();
        List<String> aside = names(folder.resolve(".refused"));
        assertThat(aside).hasSize(2);
        assertThat(aside.get(0)).endsWith("-empty.x12");
        assertThat(Files.readString(folder.resolve(".refused").resolve(aside.get(1))))
                .startsWith("empty.x12 was not taken by the hub. It is empty.");
        assertThat(told).singleElement().satisfies(item -> assertThat(item.name())
                .endsWith("-empty.x12"));
    }

    @Test
    void whatWasRefusedIsToldAsLongAsItLiesThereAfterANewStartToo() throws Exception {
        lay("empty.x12", "");
        source.poll();
        turn(Duration.ofSeconds(10));
        source.poll();
        source.poll();
        assertThat(heldBack.all()).hasSize(1);

        heldBack.forget("globex/drop");
        source.poll();
        assertThat(heldBack.all()).hasSize(1);
        assertThat(told).as("not told anew").hasSize(1);

        for (String name : names(folder.resolve(".refused"))) {
            Files.delete(folder.resolve(".refused").resolve(name));
        }
        source.poll();
        assertThat(heldBack.all()).isEmpty();
    }

    @Test
    void tooLargeAFileIsSetAsideUnreadWithANoteThatNamesTheLimit() throws Exception {
        lay("large.x12", "x".repeat(MOST + 1));
        lay("order.x12", ORDER);

        source.poll();
        source.poll();

        assertThat(record.names).containsExactly("order.x12");
        assertThat(Files.size(only(".refused"))).isEqualTo(MOST + 1);
        assertThat(told).singleElement().satisfies(item -> assertThat(item.reason())
                .contains("5001 bytes", "5000", "limits.maxTransmission"));
    }

    @Test
    void aGrowingFileHoldsUpNoOtherAndIsToldAfterAMinute() throws Exception {
        write("growing.x12", "ISA");
        lay("order.x12", ORDER);
        for (int second = 0; second < 70; second++) {
            Files.writeString(folder.resolve("growing.x12"), "more", StandardOpenOption.APPEND);
            Files.setLastModifiedTime(folder.resolve("growing.x12"), FileTime.from(clock.instant()));
            source.poll();
            turn(Duration.ofSeconds(1));
        }

        assertThat(record.names).containsExactly("order.x12");
        assertThat(heldBack.find("globex/drop", "growing.x12").orElseThrow().reason())
                .startsWith("It has been changing since 2026-11-30T12:00:00Z");

        turn(Duration.ofSeconds(2));
        source.poll();
        assertThat(record.names).containsExactly("order.x12", "growing.x12");
        assertThat(heldBack.all()).isEmpty();
    }

    @Test
    void aFileWithATimeToComeIsTakenOnceItStandsStill() throws Exception {
        write("order.x12", ORDER);
        Files.setLastModifiedTime(
                folder.resolve("order.x12"), FileTime.from(clock.instant().plusSeconds(3600)));

        source.poll();
        assertThat(record.kept).isEmpty();
        turn(Duration.ofSeconds(1));
        source.poll();

        assertThat(record.kept.values()).containsExactly(ORDER);
    }

    @Test
    void anotherFileThatWasPutInItsPlaceWhileItWasTakenIsTakenNext() throws Exception {
        lay("order.x12", ORDER);
        record.meanwhile(() -> lay("order.x12", ORDER + "the next one"));

        source.poll();
        assertThat(names(folder)).containsExactly("order.x12");
        turn(Duration.ofSeconds(2));
        source.poll();

        assertThat(record.kept.values()).containsExactly(ORDER, ORDER + "the next one");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void aLargeFileThatChangesWhileItIsReadIsNotTaken() throws Exception {
        lay("large.x12", "x".repeat(HELD + 1));
        record.meanwhile(() -> lay("large.x12", "y".repeat(HELD + 2)));

        source.poll();
        assertThat(record.kept).isEmpty();
        turn(Duration.ofSeconds(2));
        source.poll();
        source.poll();

        assertThat(record.kept.values()).containsExactly("y".repeat(HELD + 2));
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void whatWasTakenAndNotMovedIsTheSameSubmissionTheNextTime() throws Exception {
        lay("order.x12", ORDER);
        Path blocked = Files.writeString(folder.resolve(".received"), "a file where a folder is to be");

        source.poll();
        assertThat(names(folder)).containsExactly("order.x12");
        assertThat(heldBack.all()).hasSize(1);
        Files.delete(blocked);
        turn(Duration.ofSeconds(2));
        source.poll();

        assertThat(record.names).containsExactly("order.x12", "order.x12");
        assertThat(record.kept.values()).containsExactly(ORDER);
        assertThat(names(folder)).isEmpty();
        assertThat(heldBack.all()).isEmpty();
    }

    @Test
    void nothingIsReadWhileNoDoorIsOpen() throws Exception {
        lay("order.x12", ORDER);
        record.closed(true);
        source.poll();
        assertThat(names(folder)).containsExactly("order.x12");
        assertThat(heldBack.all()).singleElement().satisfies(item -> assertThat(item.reason())
                .contains("Only 3 MB are free"));

        record.closed(false);
        turn(Duration.ofSeconds(6));
        source.poll();
        assertThat(record.kept.values()).containsExactly(ORDER);
    }

    @Test
    void aFileThatTheHubMayNotReadIsToldAndHoldsUpNoOther() throws Exception {
        assumeTrue(!System.getProperty("user.name").equals("root"), "root may read everything");
        lay("secret.x12", ORDER);
        Files.setPosixFilePermissions(folder.resolve("secret.x12"), PosixFilePermissions.fromString("---------"));
        lay("order.x12", ORDER + "2");

        source.poll();

        assertThat(record.kept.values()).containsExactly(ORDER + "2");
        assertThat(heldBack.all()).singleElement().satisfies(item -> assertThat(item.reason())
                .contains("its rights"));
    }

    @Test
    void aLinkIsNotFollowedAndIsTold() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.txt"), "the hub's own");
        Files.createSymbolicLink(folder.resolve("link.x12"), elsewhere);

        source.poll();
        turn(Duration.ofSeconds(2));
        source.poll();
        source.poll();

        assertThat(record.kept).isEmpty();
        assertThat(names(folder)).containsExactly("elsewhere.txt", "link.x12");
        assertThat(told).singleElement().satisfies(item -> assertThat(item.reason())
                .startsWith("It is no plain file"));
    }

    @Test
    void aNameAsLongAsNamesMayBeIsMovedAwayShortened() throws Exception {
        lay("n".repeat(251) + ".x12", ORDER);

        source.poll();

        assertThat(record.kept).hasSize(1);
        assertThat(names(folder)).isEmpty();
        assertThat(names(folder.resolve(".received")))
                .singleElement()
                .asString()
                .endsWith("nnn.x12");
    }

    @Test
    void unfinishedAndOtherNamesAreLeftAlone() throws Exception {
        source = source("*.x12,*.edi");
        for (String name : List.of("a.x12", "b.edi", "c.txt", "d.x12.part", ".e.x12", "f.x12.TMP", "g.x12.filepart")) {
            lay(name, ORDER + name);
        }

        source.poll();

        assertThat(record.names).containsExactly("a.x12", "b.edi");
    }

    private void turn(Duration by) {
        clock.now = clock.now.plus(by);
    }

    /** A file that was finished some time ago. */
    private void lay(String name, String content) {
        write(name, content);
        try {
            Files.setLastModifiedTime(
                    folder.resolve(name), FileTime.from(clock.instant().minusSeconds(5 + content.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String content) {
        try {
            Path part = Files.writeString(folder.resolve("new.part"), content);
            Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
            Files.move(part, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path only(String place) throws IOException {
        return folder.resolve(place).resolve(names(folder.resolve(place)).get(0));
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".received"))
                    .sorted()
                    .toList();
        }
    }
}
