package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateCommandTest {
    @TempDir
    Path folder;

    @Test
    void makesTheDocumentOfAnOrder() {
        CommandRun run = CommandRun.withInput(Orders.SOUND, "translate", "--json", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("{\"document\":\"Order\",\"number\":\"PO-4711\"")
                .contains("\"quantity\":85,\"unit\":\"EA\"")
                .hasLineCount(1);
    }

    @Test
    void leavesOutTheDocumentThatCannotBeMadeAndSaysWhyBesides() {
        CommandRun run = CommandRun.withInput(Orders.SECOND_IS_WRONG, "translate", "--json", "-");

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).contains("PO-4711").doesNotContain("PO-4712");
        assertThat(run.errors()).contains("\"transactionSet\":\"0002\"", "\"code\":\"VALUE_NOT_USABLE\"");
    }

    @Test
    void writesAnotherReleaseBetweenTheSameParties() {
        CommandRun run = CommandRun.withInput(Orders.SOUND, "translate", "--to", "x12/005010", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out().replaceAll("\\*\\d{6}(\\d\\d)?\\*\\d{4}\\*", "*DATE*TIME*"))
                .isEqualTo("""
                        ISA*00*          *00*          *14*0123456789012  *ZZ*SUPPLIER01     *DATE*TIME*^*00501*000000001*0*P*:~
                        GS*PO*0123456789012*SUPPLIER01*DATE*TIME*1*X*005010~
                        ST*850*0001~
                        BEG*00*SA*PO-4711**20261002~
                        CUR*BY*USD~
                        REF*DP*6679~
                        DTM*002*20261103~
                        N1*ST*Prairie Market*UL*4012345000009~
                        N3*2652 Market Street~
                        N4*Reno*NV*89501*US~
                        PO1*1*85*EA*643**UK*04078580173274~
                        PID*F****cotton shirt, blue, L~
                        CTT*1*85~
                        SE*12*0001~
                        GE*1*1~
                        IEA*1*000000001~
                        """);
    }

    @Test
    void goesThroughTheDocumentAndBackWithoutLoss() {
        String document = CommandRun.withInput(Orders.SOUND, "translate", "-").out();
        String edi = CommandRun.withInput(
                        document, "translate", "--to", "x12/004010", "--sender", "14:0123456789012", "-")
                .out();

        assertThat(CommandRun.withInput(edi, "translate", "-").out()).isEqualTo(document);
        assertThat(edi).contains("*14*0123456789012  *ZZ*RECEIVER       *", "*T*:~");
    }

    @Test
    void marksAsProductionOnlyWhenTold() {
        String document = CommandRun.withInput(Orders.SOUND, "translate", "-").out();

        assertThat(written(document, "--to", "x12/004010")).contains("*T*:~");
        assertThat(written(document, "--to", "x12/004010", "--production")).contains("*P*:~");
        assertThat(written(document, "--to", "edifact/d96a")).containsPattern("UNB[^\n]*\\+\\+1'\n");
        assertThat(written(document, "--to", "edifact/d96a", "--production"))
                .doesNotContainPattern("UNB[^\n]*\\+\\+1'\n");
    }

    private static String written(String document, String... options) {
        return CommandRun.withInput(
                        document,
                        Stream.of(Stream.of("translate"), Stream.of(options), Stream.of("-"))
                                .flatMap(Function.identity())
                                .toArray(String[]::new))
                .out();
    }

    @Test
    void goesToTheOtherStandardAndBackWithoutLoss() throws Exception {
        Path first = Files.writeString(folder.resolve("first.x12"), Orders.SOUND);
        CommandRun edifact = CommandRun.of("translate", "--to", "edifact/d96a", first.toString());
        Path between = Files.writeString(folder.resolve("between.edi"), edifact.out());
        CommandRun x12 = CommandRun.of("translate", "--to", "x12/004010", between.toString());
        Path last = Files.writeString(folder.resolve("last.x12"), x12.out());

        assertThat(edifact.out()).contains("UNB+UNOC:3+0123456789012:ZZZ+SUPPLIER01:ZZZ+", "BGM+220+PO-4711+9'");
        assertThat(CommandRun.of("validate", between.toString()).code()).isZero();
        assertThat(CommandRun.withInput(Files.readString(last), "translate", "-")
                        .out())
                .isEqualTo(CommandRun.withInput(Orders.SOUND, "translate", "-").out());
    }

    @Test
    void tellsWhatAPartnerWouldRefuseAndWhereItCameFrom() {
        String order = Orders.SOUND.replace("*89501*", "*89501-123456*");

        CommandRun missing = CommandRun.withInput(
                "{\"document\":\"DespatchAdvice\",\"number\":\"SH-44\",\"lines\":[{\"number\":\"1\"}]}",
                "translate",
                "--to",
                "x12/004010",
                "-");
        CommandRun tooLong = CommandRun.withInput(order, "translate", "--to", "edifact/d96a", "-");

        assertThat(missing.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(missing.out()).as("written nevertheless, to be looked at").contains("BSN*00*SH-44");
        assertThat(missing.errors())
                .contains("written as 856 · segment 2 BSN · element 3 (issued)\n  expected a value for issued (date)");
        assertThat(tooLong.out()).doesNotContain("89501");
        assertThat(tooLong.errors())
                .contains(
                        "written as ORDERS · segment 6 NAD · element 8 (", "from segment 8 N4 element 3 of the source")
                .contains("expected 1 to 9 characters, found \"89501-123456\".");
    }

    @Test
    void tellsWhatNeitherSideHasAPlaceFor() {
        String order = Orders.SOUND.replace("CTT*1~", "PKG*F*36***ROLLED~\nMEA**WT*5*LB~\nCTT*1~");
        CommandRun read = CommandRun.withInput(order.replace("SE*12*", "SE*14*"), "translate", "--json", "-");
        CommandRun written = CommandRun.withInput(
                "{\"document\":\"Order\",\"number\":\"1\",\"kind\":\"standalone\",\"issued\":\"2026-10-02\","
                        + "\"codes\":[{\"code\":\"A\",\"value\":\"B\"}],\"lines\":[{\"number\":\"1\"}]}",
                "translate",
                "--to",
                "x12/004010",
                "--json",
                "-");

        assertThat(read.code()).isZero();
        assertThat(read.errors()).contains("\"code\":\"ELEMENT_NOT_USED\"", "\"segment\":\"MEA\"");
        assertThat(written.code()).isZero();
        assertThat(written.errors())
                .contains(
                        "\"code\":\"FIELD_NOT_WRITTEN\",\"expected\":\"a rule that writes codes[0].value\",\"found\":\"B\"",
                        "add one if the receiver needs it");
    }

    @Test
    void tellsWhereAFieldWasReadThatIsNotWrittenOrNotWell() {
        String order = Orders.SOUND.replace("PO1*1*85*EA*643**UK*", "PO1*1*85*QQ*643**UQ*");
        String[] command = {"translate", "--to", "edifact/d96a", "-"};
        String text = CommandRun.withInput(order, command).errors();
        String json = CommandRun.withInput(order, "translate", "--json", "--to", "edifact/d96a", "-")
                .errors();

        assertThat(text)
                .contains("written as ORDERS · segment", "(lines[0].unit, from segment", "PO1 element 3 of the source)")
                .containsPattern(
                        "transaction set 0001 \\(850\\) · segment \\d+ PO1 · element 7 .* · byte \\d\\d+: expected a"
                                + " rule that writes lines")
                .doesNotContain("byte 0");
        assertThat(json.lines().filter(line -> line.contains("VALUE_NOT_MAPPED")))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"offset\":null"));
    }

    @Test
    void readsWhatAMapReadsWhenToldWhichMap() {
        String row = """
                order;date;currency;deliver;buyer;supplier;shipTo;line;gtin;supplierItem;item;text;quantity;unit;price
                PO-9;2026-10-02;EUR;;4012345000009;;;1;;;B-1;shirt;3;PIECE;9.95
                """;

        CommandRun run = CommandRun.withInput(row, "translate", "--from", "csv/erp-orders", "--json", "-");

        assertThat(run.out() + run.errors()).startsWith("{\"document\":\"Order\",\"number\":\"PO-9\"");
    }

    @Test
    void saysWhatItExpectedOfAFormatOrMapThatItDoesNotKnow() {
        assertThat(CommandRun.withInput(Orders.SOUND, "translate", "--to", "ubl/9", "-")
                        .errors())
                .startsWith("Nothing writes ubl/9; expected json, x12/004010");
        assertThat(CommandRun.withInput("a;b", "translate", "--from", "csv/none", "-")
                        .errors())
                .isEqualTo("There is no map csv/none in mappings.\n");
        assertThat(CommandRun.withInput(Orders.SOUND, "translate", "--to", "x12/004010/997", "-")
                        .code())
                .isEqualTo(ExitCode.WRONG_USE);
    }
}
