package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    @Test
    void tellsAnOrderAsAColleagueWould() {
        CommandRun run = CommandRun.withInput(Orders.SOUND, "explain", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("""
                        Interchange 000000905   14 0123456789012 → ZZ SUPPLIER01, 1 Oct 2026 12:00, production
                          Group 7   purchase orders from GLOBEX to SUPPLIER01, release 004010
                            0001  Purchase order PO-4711 of 2 Oct 2026, a new one, standalone, in USD
                                  deliver on 3 Nov 2026 to Prairie Market, 2652 Market Street, Reno NV 89501
                                  references: department 6679
                                  1    85 EA       GTIN 04078580173274       cotton shirt, blue, L  at 643
                                  1 line, 54,655.00 USD in all
                        """);
    }

    @Test
    void goesSegmentBySegmentWhereNoDocumentCouldBeMadeAndSaysWhy() {
        CommandRun run = CommandRun.withInput(Orders.SECOND_IS_WRONG, "explain", "-");

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).endsWith("""
                            0002  850, purchase order
                                  segment 3 PO1, element 2 (quantity ordered): expected a number, found "1O". Ask the sender to check for a letter typed in place of a digit, such as O for zero.
                                  1    ST  set header: set type 850, set control number 0002
                                  2    BEG order header: purpose 00 (original), order kind SA (stand-alone order), order number PO-4712, date 20261002
                                  3    PO1 order line: line number 1, quantity ordered 1O, unit EA (piece), price 9.95
                                  4    CTT totals: line count 1
                                  5    SE  set trailer: segment count 5, set control number 0002
                        """);
    }

    @Test
    void givesMachinesTheDocumentsOneObjectASet() {
        CommandRun run = CommandRun.withInput(Orders.SOUND, "explain", "--json", "-");

        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"file\":\"standard input\",\"interchange\":\"000000905\",\"group\":\"7\","
                        + "\"transactionSet\":\"0001\",\"type\":\"850\",\"release\":\"004010\",\"label\":\"purchase order\","
                        + "\"documents\":[{\"document\":\"Order\",\"number\":\"PO-4711\"");
    }

    @Test
    void namesASetThatItHasNoSchemaFor() {
        CommandRun run = CommandRun.withInput(
                Orders.SOUND.replace("ST*850*", "ST*199*").replace("GS*PO", "GS*XX"), "explain", "-");

        assertThat(run.out())
                .contains(
                        "Group 7   kind XX from GLOBEX to SUPPLIER01",
                        "0001  199, a transaction set we have no schema for",
                        "2    BEG 1 00, 2 SA, 3 PO-4711");
    }
}
