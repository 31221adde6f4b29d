package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when a partner file is wrong; each message as it is printed. */
class PartnerProblemsTest {
    @TempDir
    private Path temporary;

    private PartnerFolder partners;

    @BeforeEach
    void describeOurselves() {
        partners = new PartnerFolder(temporary).with("us.yaml", PartnerFolder.US);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
        partners.with("globex.yaml", """
                partner: globex
                identifers: []
                connections:
                  acks-out: { door: http, url: "https://globex.example/x", header: { A: b } }
                agreements:
                  - receives: Order
                    as: x12/004010/850
                    acknowlege: { functional: none }
                    acknowledge: { functional: none, trough: acks-out }
                """);

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:2:1  Unknown key 'identifers'. Did you mean 'identifiers'?",
                        "globex.yaml:4:60  Unknown key 'header'. Did you mean 'headers'?",
                        "globex.yaml:7:9  globex has no identifier of scheme x12, which 'x12/004010/850' needs: add one under"
                                + " 'identifiers:'.",
                        "globex.yaml:8:5  Unknown key 'acknowlege'. Did you mean 'acknowledge'?",
                        "globex.yaml:9:38  Unknown key 'trough'. Did you mean 'through'?");
    }

    @Test
    void valuesOfTheWrongKindAreRefusedWithWhatWasExpected() {
        partners.with("globex.yaml", """
                partner: Globex Retail
                zone: America/Chicgo
                identifiers:
                  - { scheme: X12, qualifier: ZZ, id: BUYER01 }
                  - { scheme: x12, qualifier: 1, id: AN-ID-OF-16-CHAR }
                connections:
                  Acks: { door: htp, url: x }
                  acks-out: { door: http, url: "ftp://globex.example/x", production: yes }
                agreements:
                  - receives: Oder
                    as: x12/4010/850
                  - receives: Order
                    as: x12/004010/850
                    acknowledge: { functional: 998, through: acks-out, within: soon }
                    duplicates: { window: 30 }
                    tolerant: [ true ]
                    envelope: { setsPerGroup: 0, isa12: "0040", delimiters: { element: A, segment: ":" } }
                """);

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:1:10  'Globex Retail' cannot name a partner: use small letters, digits and dashes.",
                        "globex.yaml:2:7  There is no time zone 'America/Chicgo'; use an IANA name such as America/Chicago."
                                + " Did you mean 'America/Chicago'?",
                        "globex.yaml:4:15  'scheme' expects one of x12, edifact, gln, duns, as2; found 'X12'. Did you mean 'x12'?",
                        "globex.yaml:5:31  An x12 identifier needs a qualifier of two characters, such as ZZ or 01; found '1'."
                                + " Put digits in quotes: \"01\".",
                        "globex.yaml:5:38  'AN-ID-OF-16-CHAR' is longer than the 15 characters that x12 allows.",
                        "globex.yaml:7:3  'Acks' cannot name a connection: use small letters, digits and dashes.",
                        "globex.yaml:7:17  'door' expects one of http, folder, as2, mailbox, sftp, queue, mail, soap; found 'htp'. Did you mean 'http'?",
                        "globex.yaml:8:32  The URL must begin with http:// or https://; found 'ftp://globex.example/x'.",
                        "globex.yaml:8:70  'production' expects true or false; found 'yes'.",
                        "globex.yaml:10:15  'receives' expects one of Order, OrderResponse, OrderChange, DespatchAdvice,"
                                + " ReceiptAdvice, InventoryReport, SalesReport, Forecast, Invoice, RemittanceAdvice,"
                                + " Catalogue, RequestForQuotation, Quotation, TransportStatus, ApplicationResponse; found"
                                + " 'Oder'. Did you mean 'Order'?",
                        "globex.yaml:11:9  'as' expects a format: x12/004010/850, edifact/d96a/ORDERS, json, cloudevents/1.0"
                                + " or a map's id such as xml/acme-order; found 'x12/4010/850'.",
                        "globex.yaml:14:32  'functional' expects one of none, 997, 999, CONTRL; found '998'. Did you mean '997'?",
                        "globex.yaml:14:64  'within' expects a duration with its unit, such as 500ms, 30s, 15m, 24h or 365d;"
                                + " found 'soon'.",
                        "globex.yaml:15:27  'window' expects a duration with its unit, such as 500ms, 30s, 15m, 24h or 365d;"
                                + " found '30'.",
                        "globex.yaml:16:15  'tolerant' expects true or false; found a list.",
                        "globex.yaml:17:31  'setsPerGroup' must be at least 1; found 0.",
                        "globex.yaml:17:41  'isa12' has exactly 5 characters; found '0040'.",
                        "globex.yaml:17:61  Two delimiters are the same character; each needs its own.",
                        "globex.yaml:17:72  The delimiter 'element' must be one ASCII character that is no letter, digit, blank,"
                                + " point or dash; found 'A'. A control character is written as 0x1D.");
    }

    @Test
    void unknownConnectionsMapsPartnersAndGuidesAreNamedWithTheNearest() {
        partners.with("supplier.yaml", SUPPLIER).with("globex.yaml", buyer("""
                                  - receives: Order
                                    as: x12/004010/850
                                    through: order-in
                                    guide: overlays/globex-850.yaml
                                    acknowledge: { through: orders-in }
                                    deliver: [ suplier, supplier/mail, us ]
                                  - receives: Order
                                    name: from-csv
                                    as: csv/erp-order
                                    map: csv/erp-orderz
                                    through: drop
                                  - sends: Order
                                    as: x12/003070/850
                                    to: ZZ:BUYER02
                                    from: ZZ:SUPPLIER
                                """));

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:11:14  There is no connection 'order-in'. Did you mean 'orders-in'?",
                        "globex.yaml:12:12  The overlay 'overlays/globex-850.yaml' is not there: expected the file"
                                + " overlays/globex-850.yaml.",
                        "globex.yaml:13:29  The connection 'orders-in' leads in; here one that leads out is needed. Known:"
                                + " acks-out.",
                        "globex.yaml:14:16  There is no partner 'suplier'. Did you mean 'supplier'?",
                        "globex.yaml:14:25  No agreement that sends Order to supplier goes through 'supplier/mail'. Did you"
                                + " mean 'supplier/erp'?",
                        "globex.yaml:14:40  The partner 'us' has no agreement 'sends: Order' of usage production: add one to"
                                + " its file.",
                        "globex.yaml:17:9  There is no map 'csv/erp-order'. Did you mean 'csv/erp-orders'?",
                        "globex.yaml:18:10  There is no map 'csv/erp-orderz'. Did you mean 'csv/erp-orders'?",
                        "globex.yaml:20:5  An agreement that sends must say by 'through' which connection it leaves by. Known:"
                                + " acks-out.",
                        "globex.yaml:21:9  There is no schema 'x12/003070/850'. Did you mean 'x12/004010/850'?",
                        "globex.yaml:22:9  'ZZ:BUYER02' is none of Globex's identifiers. Did you mean 'ZZ:BUYER01'?",
                        "globex.yaml:23:11  'ZZ:SUPPLIER' is none of Supplier Inc's identifiers. Did you mean"
                                + " 'ZZ:SUPPLIER01'?");
    }

    private static final String SUPPLIER = """
            partner: supplier
            connections:
              erp: { door: http, url: "https://supplier.example/orders" }
              web: { door: http, url: "https://supplier.example/web" }
            agreements:
              - { sends: Order, as: json, through: erp }
              - { sends: Order, name: to-web, as: xml/acme-order, through: web }
            """;

    private static String buyer(String agreements) {
        return """
               partner: globex
               name: Globex
               identifiers: [ { scheme: x12, qualifier: ZZ, id: BUYER01 } ]
               connections:
                 orders-in: { door: http, token: "sha256:%s" }
                 acks-out: { door: http, url: "https://globex.example/acks" }
                 drop: { door: folder, direction: in, path: globex }
               agreements:
               """.formatted("a".repeat(64)) + agreements;
    }

    @Test
    void destinationsMustLeadSomewhereAndToOnePlaceOnly() {
        partners.with("supplier.yaml", SUPPLIER).with("crm.yaml", """
                        partner: crm
                        connections: { events: { door: http, url: "https://crm.example/events" } }
                        agreements: [ { sends: Event, as: cloudevents/1.0, through: events } ]
                        """).with("globex.yaml", buyer("""
                                  - receives: Order
                                    as: x12/004010/850
                                    acknowledge: { through: acks-out }
                                    deliver: [ supplier, suplier, supplier/mail, crm, supplier/erp, supplier/erp ]
                                """));

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:12:16  'supplier' could be any of supplier/erp, supplier/web; write partner/connection.",
                        "globex.yaml:12:26  There is no partner 'suplier'. Did you mean 'supplier'?",
                        "globex.yaml:12:35  No agreement that sends Order to supplier goes through 'supplier/mail'. Did you mean"
                                + " 'supplier/erp'?",
                        "globex.yaml:12:50  The partner 'crm' has no agreement 'sends: Order' of usage production: add one to its"
                                + " file. It subscribes to events; they need no 'deliver'.",
                        "globex.yaml:12:69  The destination 'supplier/erp' stands twice.");
    }

    @Test
    void agreementsThatTieAreRefused() {
        partners.with("globex.yaml", buyer("""
                          - { receives: Order, as: x12/004010/850, to: "ZZ:SUPPLIER01", acknowledge: { functional: none } }
                          - { receives: Order, name: by-door, as: x12/004010/850, through: orders-in, acknowledge: { functional: none } }
                          - { receives: Order, name: one, as: csv/erp-orders, through: drop }
                          - { receives: Order, name: two, as: csv/erp-orders, through: drop }
                          - { receives: Order, as: x12/005010/850, acknowledge: { functional: none } }
                        """));

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:10:5  The agreements globex/by-door and globex/receives-Order (globex.yaml:9:5) tie: the"
                                + " same document could fall under both. Narrow one of them by through, from, to, groupFrom or"
                                + " groupTo.",
                        "globex.yaml:12:5  The agreements globex/two and globex/one (globex.yaml:11:5) tie: the same document"
                                + " could fall under both. Narrow one of them by through, from, to, groupFrom or groupTo.",
                        "globex.yaml:13:5  Two agreements are called globex/receives-Order; the other is globex.yaml:9:5. Give"
                                + " one of them a 'name:'.");
    }

    @Test
    void identifiersTokensAndFoldersAreUsedOnce() {
        partners.with("globex.yaml", buyer(""))
                .with("initech.yaml", """
                        partner: initech
                        identifiers: [ { scheme: x12, qualifier: ZZ, id: "BUYER01  " } ]
                        connections:
                          orders-in: { door: http, token: "sha256:%s" }
                          drop: { door: folder, direction: in, path: ./globex }
                          out: { door: folder, direction: out, path: globex }
                          van: { door: http, token: "sha256:%s", carries: [ "ZZ:BUYER1" ] }
                        """.formatted("a".repeat(64), "b".repeat(64)))
                .with("twice.yaml", "partner: globex\nown: true\n")
                .with("own.yaml", "partner: own\nown: true\n");

        assertThat(partners.problems())
                .containsExactly(
                        "initech.yaml:1:10  The identifier x12 ZZ:BUYER01 of initech is used twice; globex (globex.yaml:1:10)"
                                + " has it too. An identifier names one partner.",
                        "initech.yaml:4:14  The connection initech/orders-in has the same token as globex/orders-in"
                                + " (globex.yaml:5:14); each needs its own, for it tells who is sending.",
                        "initech.yaml:5:9  The connection initech/drop has the same folder as globex/drop (globex.yaml:7:9);"
                                + " each needs its own, for it tells who is sending.",
                        "initech.yaml:6:8  The connection initech/out writes into the folder that globex/drop reads from; the hub"
                                + " would receive what it sends.",
                        "initech.yaml:7:8  The connection initech/van carries 'ZZ:BUYER1', which no partner has as identifier."
                                + " Did you mean 'ZZ:BUYER01'?",
                        "twice.yaml:1:10  The partner 'globex' is described twice; the other file is globex.yaml:1:10.",
                        "us.yaml:1:10  'own: true' stands in two files; the other is own.yaml:1:10. Only one describes"
                                + " ourselves.");
    }

    @Test
    void aDoorTakesItsOwnKeysAndShowsItsDirection() {
        partners.with("globex.yaml", """
                partner: globex
                connections:
                  drop: { door: folder, path: x }
                  orders: { door: folder, direction: in, path: y, url: "https://globex.example" }
                  acks: { door: folder, direction: out, fileName: "{number}.json" }
                  other: { door: folder, direction: out, path: z, fileName: "{id}-{nummer}" }
                  local: { door: http, url: "http://10.0.0.7/orders" }
                  here: { door: http, url: "http://127.0.0.1:9000/allowed-by-the-policy" }
                """);

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:3:17  The connection 'drop' does not show its direction: say 'direction: in' or 'direction:"
                                + " out' (folder in needs path; folder out needs path).",
                        "globex.yaml:4:51  The connection 'orders' (folder in) has no use for 'url'. It takes: carries, direction,"
                                + " door, files, path, production, settled.",
                        "globex.yaml:5:9  The connection 'acks' (folder out) lacks 'path'.",
                        "globex.yaml:5:51  The file name '{number}.json' could come up twice and one file replace another; add"
                                + " {id} to it.",
                        "globex.yaml:6:61  The file name '{id}-{nummer}' has the unknown place {nummer}. Known: id, document,"
                                + " number, partner, control, usage, extension.",
                        "globex.yaml:7:29  The host '10.0.0.7' stands for 10.0.0.7, an address of a private network, which the"
                                + " hub may not call. If that is meant, add 'private' to delivery.allowTargets.");
    }

    @Test
    void secretsAreReferencesAndNeverRepeatedInMessages() {
        partners.with("globex.yaml", """
                partner: globex
                connections:
                  in: { door: http, token: ldg_canary }
                  out:
                    door: http
                    url: "https://user:canary@globex.example/x"
                    bearer: canary
                    headers: { Authorization: Basic canary, X-Api-Key: "env:MISSING_KEY", X-Route: "7" }
                """);

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:3:28  'token' expects the hash of a token, sha256: and the 64 hexadecimal digits that"
                                + " 'printf %s TOKEN | sha256sum' prints; the value given is not shown.",
                        "globex.yaml:6:10  The URL carries a user or password; leave them out of"
                                + " 'https://***@globex.example/x' and give a header with a reference to a secret.",
                        "globex.yaml:7:13  'bearer' expects a reference to a secret: secret:NAME, env:NAME or file:path; the value given is not"
                                + " shown.",
                        "globex.yaml:8:31  The header 'Authorization' carries a secret: expected a reference to a secret:"
                                + " secret:NAME, env:NAME or file:path; the value given is not shown.",
                        "globex.yaml:8:56  The secret env:MISSING_KEY is not there: the environment variable MISSING_KEY is not"
                                + " set. Set it before the hub starts.");
    }

    @Test
    void aValueThatIsNotSetForThisEnvironmentIsRefused() {
        partners.with("globex.yaml", """
                partner: globex
                values:
                  GLOBEX_URL: { production: "https://globex.example" }
                  ACKS_PATH: /acks
                connections:
                  a: { door: http, url: "${GLOBEX_URL}/a" }
                  b: { door: http, url: "https://globex.example${ACK_PATH}" }
                """);

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:6:25  The value ${GLOBEX_URL} is not set for the environment 'test'. Add it under 'values:' in"
                                + " this file, or set the environment variable GLOBEX_URL.",
                        "globex.yaml:7:25  The value ${ACK_PATH} is not set for the environment 'test'. Add it under 'values:' in"
                                + " this file, or set the environment variable ACK_PATH. Did you mean '${ACKS_PATH}'?");
        assertThat(partners.problems(Map.of("GLOBEX_URL", "https://test.globex.example", "ACK_PATH", "/x")))
                .isEmpty();
    }

    @Test
    void anAgreementHasOneDirectionAndOnlyItsOwnKeys() {
        partners.with("globex.yaml", buyer("""
                          - { as: json }
                          - { receives: Order, as: x12/004010/850, expect: { functional: 997 } }
                          - { sends: Order, as: json, through: acks-out, deliver: [ x ], guide: g, envelope: { isa14: "1" } }
                          - { sends: Event, name: events, as: json, through: acks-out }
                          - { receives: Order, name: csv, as: csv/erp-orders, acknowledge: { functional: 997 } }
                          - { receives: Order, name: typo, as: csv/erp-order, through: drop }
                        """));

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:9:5  An agreement says either 'receives: <document>' or 'sends: <document>'.",
                        "globex.yaml:10:5  The agreement does not say how it is acknowledged: add 'acknowledge: { through:"
                                + " <connection> }', or 'acknowledge: { functional: none }' if it is not.",
                        "globex.yaml:10:44  An agreement that receives has no use for 'expect'.",
                        "globex.yaml:11:50  An agreement that sends has no use for 'deliver'.",
                        "globex.yaml:11:73  A guide changes an EDI schema; 'json' has none.",
                        "globex.yaml:11:73  The overlay 'g' is not there: expected the file g.",
                        "globex.yaml:11:86  Only EDI has an envelope; 'json' is not EDI.",
                        "globex.yaml:12:39  Events go as cloudevents/1.0, and nothing else does; found 'json' for Event.",
                        "globex.yaml:13:39  'csv/erp-orders' has no envelope that names its sender: say by 'through' which"
                                + " connection it comes by.",
                        "globex.yaml:13:68  Only EDI is acknowledged; 'csv/erp-orders' is not EDI.",
                        "globex.yaml:14:40  There is no map 'csv/erp-order'. Did you mean 'csv/erp-orders'?");
    }

    @Test
    void brokenYamlIsSaidOnceWithItsLine() {
        partners.with("globex.yaml", "partner: globex\nname: [ Globex\nzone: UTC\n");

        assertThat(partners.problems())
                .singleElement()
                .asString()
                .startsWith("globex.yaml:3:5  This is not valid YAML: ");
    }

    @Test
    void somebodyMustBeOurselves(@TempDir Path other) {
        assertThat(new PartnerFolder(other)
                        .with("globex.yaml", "partner: globex\n")
                        .problems())
                .containsExactly(
                        other + "  No partner file describes ourselves: add one with 'own: true' and our identifiers.");
    }

    @Test
    void aMissingFolderIsRefused() {
        assertThat(new PartnerFolder(temporary.resolve("none")).problems())
                .containsExactly(
                        temporary.resolve("none")
                                + "  The folder of partner files cannot be read; create it, or set folders.partners in lading.yaml.");
    }
}
