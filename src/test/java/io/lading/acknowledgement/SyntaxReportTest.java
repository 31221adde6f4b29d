package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.AcknowledgementMatch.Matched;
import io.lading.acknowledgement.SentItems.GroupKey;
import io.lading.acknowledgement.SentItems.InterchangeKey;
import io.lading.acknowledgement.SentItems.NumberedGroup;
import io.lading.acknowledgement.SentItems.ReferenceKey;
import io.lading.acknowledgement.SentItems.SentGroup;
import io.lading.acknowledgement.SentItems.SentInterchange;
import io.lading.acknowledgement.SentItems.SentSet;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.syntax.Feed;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.Reading;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.edifact.EdifactSettings;
import io.lading.syntax.edifact.EdifactSettings.Party;
import io.lading.syntax.edifact.EdifactWriter;
import io.lading.syntax.edifact.SyntaxLevel;
import io.lading.validation.Schemas;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyntaxReportTest {
    private static final String UNB = "UNB+UNOC:3+BUYER01:14:SHOP+SUPPLIER01:14+261001:1200+905'";
    private static final String UCI = "UCI+905+BUYER01:14:SHOP+SUPPLIER01:14+";

    private static String order(int reference, String content) {
        int segments = content.split("(?<!\\?)'").length + 2;
        return "UNH+" + reference + "+ORDERS:D:96A:UN:EAN008'" + content + "UNT+" + segments + "+" + reference + "'";
    }

    private static final String GOOD =
            "BGM+220+PO-17+9'DTM+137:20261001:102'NAD+BY+4012345000009::9'LIN+1++4078580173274:EN'"
                    + "QTY+21:85:PCE'PRI+AAA:6.43'UNS+S'CNT+2:1'";

    @Test
    void acceptsWhatIsSound() {
        assertThat(answer(UNB + order(1, GOOD) + "UNZ+1+905'"))
                .isEqualTo(UCI + "7'\nUCM+1+ORDERS:D:96A:UN:EAN008+7'\n");
    }

    @Test
    void oneBadMessageAmongManyRejectsOnlyItself() {
        String bad = GOOD.replace("QTY+21:85:PCE", "QTY+21:8O:PCE").replace("BGM+220+PO-17+9'", "");

        assertThat(answer(UNB + order(1, GOOD) + order(2, bad) + order(3, GOOD) + "UNZ+3+905'"))
                .isEqualTo(UCI + """
                        7'
                        UCM+1+ORDERS:D:96A:UN:EAN008+7'
                        UCM+2+ORDERS:D:96A:UN:EAN008+4'
                        UCS+1+13'
                        UCS+5'
                        UCD+37+2:2'
                        UCM+3+ORDERS:D:96A:UN:EAN008+7'
                        """);
    }

    @Test
    void namesEachKindOfFaultWithItsCodeAndPlace() {
        String bad = "BGM+220+PO-17890123456789012345678901234567890+9'DTM+137:20261001:102'ZZZ+1'"
                + "NAD+BY+4012345000009::9+++++++++US+X'LIN+1++4078580173274:EN:::Z'QTY+21:.5:PCE'"
                + "PRI+AAA:6.4.3'UNS+S'CNT+2'";

        assertThat(answer(UNB + order(1, bad) + "UNZ+1+905'")).isEqualTo(UCI + """
                        7'
                        UCM+1+ORDERS:D:96A:UN:EAN008+4'
                        UCS+2'
                        UCD+39+3'
                        UCS+4+15'
                        UCS+5'
                        UCD+16+12'
                        UCS+6'
                        UCD+16+4:5'
                        UCS+7'
                        UCD+38+2:2'
                        UCS+8'
                        UCD+19+2:2'
                        UCS+10'
                        UCD+13+2:2'
                        """);
    }

    @Test
    void namesFaultsOfHeadersAndTrailersByServiceSegment() {
        assertThat(answer(UNB + order(1, GOOD).replace("UNT+10+1'", "UNT+9+1'") + "UNZ+1+905'"))
                .isEqualTo(UCI + "7'\nUCM+1+ORDERS:D:96A:UN:EAN008+4+29+UNT+2'\n");
        assertThat(answer(UNB + order(1, GOOD).replace("UNT+10+1'", "UNT+10+2'") + "UNZ+1+905'"))
                .isEqualTo(UCI + "7'\nUCM+1+ORDERS:D:96A:UN:EAN008+4+28+UNT+3'\n");
        assertThat(answer(UNB + "UNH+1+PAXLST:D:96A:UN'BGM+745'UNT+3+1'UNZ+1+905'"))
                .isEqualTo(UCI + "7'\nUCM+1+PAXLST:D:96A:UN+4+14+UNH+3:1'\n");
        assertThat(answer(UNB + order(1, GOOD) + "UNZ+2+905'")).isEqualTo(UCI + "4+29+UNZ+2'\n");
        assertThat(answer(UNB + order(1, GOOD) + "UNZ+1+906'")).isEqualTo(UCI + "4+28+UNZ+3'\n");
        assertThat(answer(UNB + order(1, GOOD))).isEqualTo(UCI + "4+13+UNZ'\n");
    }

    @Test
    void answersGroupsByTheirReference() {
        String groups = "UNG+ORDERS+SHOP+PLANT+261001:1200+11+UN+D:96A'" + order(1, GOOD) + "UNE+1+11'"
                + "UNG+ORDERS+SHOP+PLANT+261001:1200+12+UN+D:96A'" + order(1, GOOD) + "UNE+2+12'";

        assertThat(answer(UNB + groups + "UNZ+2+905'")).isEqualTo(UCI + """
                        7'
                        UCF+11+SHOP+PLANT+7'
                        UCM+1+ORDERS:D:96A:UN:EAN008+7'
                        UCF+12+SHOP+PLANT+4+29+UNE+2'
                        """);
    }

    @Test
    void neverAnswersAReport() {
        String report = "UNH+1+CONTRL:D:3:UN'UCI+12+SUPPLIER01:14+BUYER01:14+7'UNT+3+1'";

        assertThat(decision(UNB + report + "UNZ+1+905'").acknowledged()).isFalse();
    }

    @Test
    void matchesEachMessageOfTheInterchangeThatItAnswers() {
        List<Matched> matched =
                match("UCI+77+SUPPLIER01:14+BUYER01:14:SHOP+7'UCM+2+INVOIC:D:96A:UN+4'UCS+3'UCD+12+2:1'");

        assertThat(matched).hasSize(1);
        assertThat(matched.get(0).sets().stream().map(set -> set.set().controlNumber() + " " + set.answer()))
                .containsExactly("1 ACCEPTED", "2 REJECTED", "3 ACCEPTED");
        assertThat(matched.get(0)
                        .sets()
                        .get(1)
                        .detail()
                        .orElseThrow()
                        .segments()
                        .get(0)
                        .elements()
                        .get(0)
                        .errorCode())
                .isEqualTo("12");
    }

    @Test
    void aRejectedInterchangeTakesAllItsMessagesAndAReceiptSaysNothing() {
        assertThat(match("UCI+77+SUPPLIER01:14+BUYER01:14:SHOP+4+23'").get(0).sets())
                .allMatch(set -> set.answer() == Answer.REJECTED);
        assertThat(match("UCI+77+SUPPLIER01:14+BUYER01:14:SHOP+8'").get(0).sets())
                .allMatch(set -> set.answer() == Answer.UNKNOWN);
        assertThat(match("UCI+78+SUPPLIER01:14+BUYER01:14:SHOP+7'")).isEmpty();
    }

    // ---- helpers --------------------------------------------------------------------------------------------------

    private static InterchangeDecision decision(String text) {
        List<InterchangeDecision> decisions = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "orders.edi",
                (interchange, group, set) -> Schemas.catalog()
                        .find(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcome -> decisions.add(Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL)));
        InterchangeReader.read(
                text.getBytes(StandardCharsets.ISO_8859_1), ReaderOptions.strict("orders.edi"), examiner);
        return decisions.get(0);
    }

    /** The report that would go back, without its envelope, after our own reader has found no fault in it. */
    private static String answer(String text) {
        InterchangeDecision decision = decision(text);
        List<Finding> findings = new ArrayList<>();
        EdifactWriter writer = new EdifactWriter(findings::add);
        writer.beginInterchange(
                EdifactSettings.between(new Party("SUPPLIER01", "14", ""), new Party("BUYER01", "14", "SHOP"))
                        .withSyntax(SyntaxLevel.UNOC, 3)
                        .withDelimiters(false, Delimiters.EDIFACT_DEFAULT, SegmentSuffix.LF),
                "1",
                LocalDateTime.of(2026, 10, 1, 12, 5));
        writer.beginSet(
                SyntaxReport.MESSAGE_TYPE,
                "1",
                SyntaxReport.release(decision.outcome().header()),
                "");
        SyntaxReport.write(decision, writer);
        writer.endSet();
        writer.endInterchange();
        String written = new String(writer.toByteArray(), StandardCharsets.ISO_8859_1);
        InterchangeOutcome reread = decision(written).outcome();
        assertThat(findings).isEmpty();
        assertThat(reread.groups().get(0).sets().get(0).findings()).isEmpty();
        return written.substring(written.indexOf("UCI"), written.lastIndexOf("UNT"));
    }

    private static List<Matched> match(String content) {
        Reading reading = Feed.WHOLE.read(UNB + "UNH+1+CONTRL:D:3:UN'" + content + "UNT+9+1'UNZ+1+905'");
        return AcknowledgementMatching.match(
                        SyntaxReportReader.read(reading.sets.get(0)), reading.interchanges.get(0), new Sent())
                .orElse(List.of());
    }

    /** One interchange of three invoices under the reference 77. */
    private static final class Sent implements SentItems {
        @Override
        public Optional<SentGroup> group(GroupKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<String> interchange(InterchangeKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<SentInterchange> interchange(ReferenceKey key) {
            SentGroup group = new SentGroup(
                    "g",
                    List.of(
                            new SentSet("a", "INVOIC", "1"),
                            new SentSet("b", "INVOIC", "2"),
                            new SentSet("c", "INVOIC", "3")));
            return key.equals(new ReferenceKey("SUPPLIER01", "BUYER01", "77"))
                    ? Optional.of(new SentInterchange("i", List.of(new NumberedGroup("", group))))
                    : Optional.empty();
        }
    }
}
