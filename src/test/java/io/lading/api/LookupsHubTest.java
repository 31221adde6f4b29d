package io.lading.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lookup tables of a partner, from its file and by REST: scopes, days, and documents that wait for a row. */
class LookupsHubTest {
    private static final String TABLE = "/api/v1/lookups/unit-of-measure";

    private final ServedHub hub = ServedHub.shared();

    private static String order(String control, String number, String date, String unit) {
        return """
                ISA*00*          *00*          *ZZ*WAYNE01        *ZZ*SUPPLIER01     *261001*0904*U*00401*%s*0*P*:~
                GS*PO*WAYNE01*SUPPLIER01*20261001*0904*1*X*004010~
                ST*850*0001~
                BEG*00*SA*%s**%s~
                PO1*1*5*%s*9.95**UP*078580173278~
                CTT*1~
                SE*5*0001~
                GE*1*1~
                IEA*1*%s~
                """.formatted(control, number, date, unit, control);
    }

    private List<String> delivered(String path, String holding) {
        try (Stream<Path> files = Files.walk(hub.folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + path + "/"))
                    .map(LookupsHubTest::text)
                    .filter(text -> text.contains(holding))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return List.of(); // A file was renamed meanwhile.
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant until = Instant.now(Clock.systemUTC()).plusSeconds(20);
        while (!condition.getAsBoolean()) {
            if (Instant.now(Clock.systemUTC()).isAfter(until)) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.onSpinWait();
        }
    }

    private String onlyOne(String path, String number) {
        await(number, () -> !delivered(path, number).isEmpty());
        List<String> all = delivered(path, number);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void thePartnersTableComesBeforeTheGlobalOneAndFollowsTheDocumentsDay() {
        hub.postAndWait(hub.wayne, order("000000201", "PO-L1", "20261001", "KT"));
        hub.postAndWait(hub.wayne, order("000000202", "PO-L2", "20260930", "DZ"));
        hub.postAndWait(hub.wayne, order("000000203", "PO-L3", "20261001", "DZ"));

        assertThat(onlyOne("erp", "PO-L1")).contains("\"unit\":\"XDR\"");
        assertThat(onlyOne("erp", "PO-L2")).contains("\"unit\":\"XDZ\"");
        assertThat(onlyOne("erp", "PO-L3")).contains("\"unit\":\"XDY\"");
    }

    @Test
    void anOrderWaitsForARowAndGoesOnByItselfOnce() {
        JsonNode held = hub.postAndWait(hub.wayne, order("000000204", "PO-L4", "20261001", "Q1"));

        assertThat(held.path("standing").asString()).isEqualTo("HELD");
        assertThat(held.toString()).contains("waiting for lookup unit-of-measure: Q1");
        assertThat(hub.get(
                                hub.administrator,
                                "/api/v1/transmissions/"
                                        + held.path("transmission").asString())
                        .text())
                .contains("waiting for lookup unit-of-measure: Q1");
        assertThat(delivered("erp", "PO-L4")).isEmpty();

        ServedHub.Answer put =
                hub.put(hub.administrator, TABLE + "?scope=wayne/receives-Order", "canonical,x12\nXBX,Q1\nXPK,Q2\n");

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.text()).contains("\"XBX,Q1\"");
        assertThat(onlyOne("erp", "PO-L4")).contains("\"unit\":\"XBX\"");
        // What comes later finds the row at once, and what waited does not go on a second time.
        hub.postAndWait(hub.wayne, order("000000205", "PO-L5", "20261001", "Q2"));
        assertThat(onlyOne("erp", "PO-L5")).contains("\"unit\":\"XPK\"");
        assertThat(delivered("erp", "PO-L4")).hasSize(1);
        assertThat(hub.get(hub.administrator, TABLE + "?scope=wayne/receives-Order")
                        .text())
                .startsWith("canonical,x12");
        assertThat(hub.get(hub.administrator, "/api/v1/lookups").text()).contains("\"rows\":2");
    }

    @Test
    void aDeliveryWaitsForACodeToWrite() {
        hub.postAndWait(
                hub.hooli,
                "UNA:+.? 'UNB+UNOC:3+4012345000009:14:SHOP+4098765000002:14+261001:0904+91'"
                        + "UNH+1+ORDERS:D:96A:UN:EAN012'BGM+220+PO-L6+9'DTM+137:20261001:102'"
                        + "NAD+BY+4012345000009::9'NAD+SU+4098765000002::9'CUX+2:USD:9'LIN+1++4078580173274:EN'"
                        + "QTY+21:5:XQX'PRI+AAA:643.00'UNS+S'CNT+2:1'UNT+12+1'UNZ+1+91'");

        await("held", () -> hub.get(hub.administrator, "/api/v1/documents?number=PO-L6")
                .text()
                .contains("HELD"));
        assertThat(delivered("wayne-orders", "PO-L6")).isEmpty();
        ServedHub.Answer put =
                hub.put(hub.administrator, TABLE + "?scope=wayne/sends-Order", "canonical,x12\nXQX,PK\n");

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(onlyOne("wayne-orders", "PO-L6")).contains("PO1*1*5*PK*");
    }

    @Test
    void aTableThatCannotBeUsedIsRefusedAndSaysWhy() {
        ServedHub.Answer twice = hub.put(hub.administrator, TABLE, "canonical,x12\nA,B\nC,B\n");
        ServedHub.Answer nobody = hub.put(hub.administrator, TABLE + "?scope=nobody", "canonical,x12\n");

        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.text()).contains("'B' stands twice");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(hub.put(hub.globex, TABLE, "canonical,x12\n").status()).isEqualTo(403);
    }
}
