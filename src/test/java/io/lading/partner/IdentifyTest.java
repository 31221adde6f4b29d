package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.Environment;
import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.partner.Identification.Agreed;
import io.lading.partner.Identification.Known;
import io.lading.partner.Identification.NoAgreement;
import io.lading.partner.Identification.Refused;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifyTest {
    @TempDir
    private Path folder;

    private Community community = Community.empty(Environment.TEST);

    @BeforeEach
    void load() {
        community = new PartnerFolder(folder)
                .with("us.yaml", PartnerFolder.US)
                .with("globex.yaml", """
                        partner: globex
                        name: Globex
                        identifiers:
                          - { scheme: x12, qualifier: ZZ, id: BUYER01 }
                          - { scheme: x12, qualifier: "14", id: "0123456789012" }
                          - { scheme: edifact, qualifier: "14", id: "4012345000009" }
                        connections:
                          one: { door: http, token: "sha256:%s", carries: [ "ZZ:BUYER01" ] }
                          two: { door: http, token: "sha256:%s" }
                          narrow: { door: http, token: "sha256:%s", carries: [ "ZZ:BUYER01", "ZZ:SUPPLIER02" ] }
                        acknowledge: { functional: none }
                        agreements:
                          - { receives: Order, name: any, as: x12/004010/850 }
                          - { receives: Order, name: vics, as: x12/004010VICS/850, to: "ZZ:SUPPLIER01", through: one }
                          - { receives: Order, name: second, as: x12/004010/850, to: "ZZ:SUPPLIER02" }
                          - { receives: Order, name: second-dept, as: x12/004010/850, to: "ZZ:SUPPLIER02", groupTo: DEPT7 }
                          - { receives: Order, name: by-two, as: x12/004010/850, to: "ZZ:SUPPLIER01", through: two }
                          - { receives: Order, name: test, as: x12/004010/850, usage: test }
                          - { receives: Order, name: newer, as: x12/005010/850 }
                        """.formatted("1".repeat(64), "2".repeat(64), "3".repeat(64)))
                .with("van.yaml", """
                        partner: van
                        identifiers: [ { scheme: x12, qualifier: ZZ, id: VAN } ]
                        connections:
                          mailbox: { door: folder, direction: in, path: van, carries: [ "ZZ:BUYER01" ] }
                        """)
                .with("erp.yaml", """
                        partner: erp
                        connections: { drop: { door: folder, direction: in, path: erp } }
                        agreements: [ { receives: Order, as: csv/erp-orders, through: drop } ]
                        """)
                .community();
    }

    @ParameterizedTest(name = "{0} {1}→{2} GS03 {3} ST {4} {5} {6}: {7}")
    @CsvSource(delimiter = '|', textBlock = """
                    # connection     | sender           | receiver      | GS03    | set | release     | usage       | agreement
                    globex/one       | ZZ:BUYER01       | ZZ:SUPPLIER01 | X       | 850 | 004010      | PRODUCTION  | any
                    globex/one       | ZZ:BUYER01       | ZZ:SUPPLIER01 | X       | 850 | 004010      | TEST        | test
                    globex/one       | ZZ:BUYER01       | ZZ:SUPPLIER01 | X       | 850 | 004010VICS  | PRODUCTION  | vics
                    globex/one       | ZZ:BUYER01       | ZZ:SUPPLIER01 | X       | 850 | 004010UCS   | PRODUCTION  | any
                    globex/one       | ZZ:BUYER01       | ZZ:SUPPLIER01 | X       | 850 | 005010X230  | PRODUCTION  | newer
                    globex/one       | ZZ:BUYER01       | ZZ:SUPPLIER02 | X       | 850 | 004010      | PRODUCTION  | second
                    globex/one       | ZZ:BUYER01       | ZZ:SUPPLIER02 | DEPT7   | 850 | 004010      | PRODUCTION  | second-dept
                    globex/two       | ZZ:BUYER01       | ZZ:SUPPLIER01 | X       | 850 | 004010      | PRODUCTION  | by-two
                    globex/two       | 14:0123456789012 | ZZ:SUPPLIER01 | X       | 850 | 004010      | PRODUCTION  | by-two
                    globex/narrow    | ZZ:BUYER01       | ZZ:SUPPLIER02 | X       | 850 | 004010      | PRODUCTION  | second
                    van/mailbox      | ZZ:BUYER01       | ZZ:SUPPLIER01 | X       | 850 | 004010      | PRODUCTION  | any
                    """)
    void theAgreementThatNamesMostWins(
            String connection,
            String sender,
            String receiver,
            String gs03,
            String set,
            String release,
            Usage usage,
            String agreement) {
        Identification found = identify(connection, sender, receiver, gs03, set, release, usage);

        assertThat(found).isInstanceOf(Agreed.class);
        assertThat(((Agreed) found).agreement().id()).isEqualTo("globex/" + agreement);
    }

    @ParameterizedTest(name = "{0} {1}→{2} ST {3} {4} {5}: {6}")
    @CsvSource(delimiter = '|', textBlock = """
                    # connection  | sender           | receiver      | set | release | usage       | code                  | answer | expected
                    globex/one    | ZZ:NOBODY        | ZZ:SUPPLIER01 | 850 | 004010  | PRODUCTION  | SENDER_UNKNOWN        | false  | the identifier of a partner as sender; ZZ:NOBODY
                    globex/one    | 14:BUYER01       | ZZ:SUPPLIER01 | 850 | 004010  | PRODUCTION  | SENDER_UNKNOWN        | false  | the identifier of a partner as sender; 14:BUYER01
                    globex/one    | ZZ:SUPPLIER01    | ZZ:SUPPLIER01 | 850 | 004010  | PRODUCTION  | SENDER_UNKNOWN        | false  | the identifier of a partner as sender; ZZ:SUPPLIER01
                    globex/one    | 14:0123456789012 | ZZ:SUPPLIER01 | 850 | 004010  | PRODUCTION  | SENDER_NOT_CARRIED    | false  | a sender that the connection globex/one may carry; 14:0123456789012 (Globex)
                    globex/two    | ZZ:VAN           | ZZ:SUPPLIER01 | 850 | 004010  | PRODUCTION  | SENDER_NOT_CARRIED    | false  | a sender that the connection globex/two may carry; ZZ:VAN (van)
                    globex/one    | ZZ:BUYER01       | ZZ:SUPPLIER03 | 850 | 004010  | PRODUCTION  | RECEIVER_UNKNOWN      | true   | one of our own identifiers as receiver; ZZ:SUPPLIER03
                    globex/one    | ZZ:BUYER01       | ZZ:VAN        | 850 | 004010  | PRODUCTION  | RECEIVER_UNKNOWN      | true   | one of our own identifiers as receiver; ZZ:VAN
                    globex/narrow | ZZ:BUYER01       | ZZ:SUPPLIER01 | 850 | 004010  | PRODUCTION  | RECEIVER_UNKNOWN      | false  | a receiver that the connection globex/narrow may carry; ZZ:SUPPLIER01
                    globex/one    | ZZ:BUYER01       | ZZ:SUPPLIER01 | 810 | 004010  | PRODUCTION  | SET_NOT_SUPPORTED     | true   | a transaction set that an agreement with Globex covers; 810
                    globex/one    | ZZ:BUYER01       | ZZ:SUPPLIER01 | 850 | 003070  | PRODUCTION  | VERSION_NOT_SUPPORTED | true   | a release that an agreement with Globex covers; 003070
                    globex/one    | ZZ:BUYER01       | ZZ:SUPPLIER02 | 850 | 004010  | INFORMATION | USAGE_NOT_ALLOWED     | true   | a usage (production, test) that an agreement with Globex covers; I
                    """)
    void whatIsNotAgreedIsRefusedWithItsReason(
            String connection,
            String sender,
            String receiver,
            String set,
            String release,
            Usage usage,
            FindingCode code,
            boolean answer,
            String expected) {
        Identification found = identify(connection, sender, receiver, "X", set, release, usage);

        assertThat(found).isInstanceOf(Refused.class);
        Refused refused = (Refused) found;
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.answerable()).isEqualTo(answer);
        assertThat(refused.expected() + "; " + refused.found()).isEqualTo(expected);
    }

    @Test
    void paddingDoesNotCount() {
        Identification found = identify(
                "globex/one", "ZZ:BUYER01        ", "ZZ:SUPPLIER02     ", "DEPT7 ", "850", "004010", Usage.PRODUCTION);

        assertThat(((Agreed) found).agreement().id()).isEqualTo("globex/second-dept");
    }

    @ParameterizedTest
    @CsvSource({"997", "999"})
    void acknowledgementsNeedNoAgreement(String set) {
        Identification found =
                identify("globex/one", "ZZ:BUYER01", "ZZ:SUPPLIER01", "X", set, "004010", Usage.PRODUCTION);

        assertThat(found).isInstanceOf(Known.class);
        assertThat(((Known) found).partner().id()).isEqualTo("globex");
        assertThat(((Known) found).own().id()).isEqualTo("us");
    }

    @Test
    void aPartnerWithoutAnyAgreementIsRefusedByItsGroup() {
        Identification found = community.identify(
                connection("van/mailbox"),
                interchange(Standard.EDIFACT, "14:4012345000009", "14:X", Usage.PRODUCTION),
                group("X", "D.96A"),
                set("ORDERS", "D.96A"));

        assertThat(((Refused) found).code()).isEqualTo(FindingCode.SENDER_NOT_CARRIED);
        Community other = new PartnerFolder(folder).with("globex.yaml", """
                        partner: globex
                        identifiers: [ { scheme: x12, qualifier: ZZ, id: BUYER01 } ]
                        connections: { one: { door: folder, direction: in, path: g } }
                        """).community();
        Identification none = other.identify(
                other.connection("globex/one").orElseThrow(),
                interchange(Standard.X12, "ZZ:BUYER01", "ZZ:SUPPLIER01", Usage.PRODUCTION),
                group("X", "004010"),
                set("850", "004010"));
        assertThat(((NoAgreement) none).level()).isEqualTo(Identification.Level.GROUP);
        assertThat(((NoAgreement) none).code()).isEqualTo(FindingCode.GROUP_NOT_SUPPORTED);
    }

    @Test
    void contentWithoutEnvelopeIsIdentifiedByItsConnectionAlone() {
        Identification csv = community.identifyDocument(connection("erp/drop"), Format.Content.TEXT);
        Identification xml = community.identifyDocument(connection("erp/drop"), Format.Content.XML);
        Identification elsewhere = community.identifyDocument(connection("van/mailbox"), Format.Content.TEXT);

        assertThat(((Agreed) csv).agreement().id()).isEqualTo("erp/receives-Order");
        assertThat(((Refused) xml).code()).isEqualTo(FindingCode.NOT_EDI);
        assertThat(((Refused) elsewhere).expected())
                .isEqualTo("X12 or EDIFACT, or content that an agreement through van/mailbox covers");
    }

    private Identification identify(
            String connection, String sender, String receiver, String gs03, String set, String release, Usage usage) {
        return community.identify(
                connection(connection),
                interchange(Standard.X12, sender, receiver, usage),
                group(gs03, release),
                set(set, release));
    }

    private Connection connection(String id) {
        return community.connection(id).orElseThrow();
    }

    private static InterchangeHeader interchange(Standard standard, String sender, String receiver, Usage usage) {
        return new InterchangeHeader(
                standard,
                sender.substring(0, 2),
                sender.substring(3),
                receiver.substring(0, 2),
                receiver.substring(3),
                "261001",
                "1200",
                "00401",
                "000000001",
                false,
                usage,
                Delimiters.X12_USUAL,
                0);
    }

    private static GroupHeader group(String receiver, String release) {
        return new GroupHeader("PO", "BUYER01", receiver, "20261001", "1200", "1", "X", release, 106);
    }

    private static SetHeader set(String type, String release) {
        return new SetHeader(type, "0001", "", release, 1, 160);
    }
}
