package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.bench.Defect;
import io.lading.cli.bench.Delivered;
import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.bench.WorkloadOptions;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same as {@link CompletenessTest} for EDIFACT: what is good comes out, what is bad is answered by CONTRL. */
@Tag("long")
class EdifactCompletenessTest {
    private static final int LINES = 10;
    private static final int DAMAGED_RUN = 20;
    private static final int DAMAGED_EVERY = 5;

    private static long nextNumber = 1;

    private static BenchSite site;

    @BeforeAll
    static void startHub() throws IOException {
        site = BenchSite.start();
    }

    @AfterAll
    static void stopHub() throws IOException {
        if (site != null) {
            site.close();
        }
    }

    @BeforeEach
    void begin() {
        site.begin();
    }

    @Test
    void deliversAHundredFilesComplete() throws IOException {
        deliversComplete(WorkloadOptions.files(100, take(100)), 100);
    }

    @Test
    void deliversOneInterchangeOfTwoHundredOrdersComplete() throws IOException {
        deliversComplete(WorkloadOptions.interchange(200, take(200)), 1);
    }

    /** Codes of 0085: in UCM where the message as a whole is wrong, in UCS or UCD where a segment or an element is. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNT      | +4+29+UNT+2'",
                "CONTROL    | +4+28+UNT+3'",
                "MISSING    | +4'UCS+1+13'",
                "UNKNOWN    | +4'UCS+6+15'",
                "TOO_LONG   | +4'UCS+2'UCD+39+3'",
                "BAD_DATE   | +4'UCS+3'UCD+12+2:2'",
                "BAD_NUMBER | +4'UCS+17'UCD+37+2:2'",
            })
    void refusesTheDamagedMessagesOfAnInterchangeAndDeliversTheOthers(Defect defect, String refusal)
            throws IOException {
        OrderWorkload workload = new OrderWorkload(edifact(WorkloadOptions.interchange(DAMAGED_RUN, take(DAMAGED_RUN)))
                .with(defect, DAMAGED_EVERY));
        Sample sample = workload.samples().get(0);

        assertThat(site.post(List.of(sample))).containsExactly(202);

        assertThat(site.awaitAnswers(come -> !come.isEmpty())).singleElement().satisfies(text -> {
            String answer = text.replace("\n", "");
            for (int message = 1; message <= DAMAGED_RUN; message++) {
                String expected = message % DAMAGED_EVERY == 0 ? refusal : "+7'";
                assertThat(answer).contains("UCM+" + message + "+ORDERS:D:96A:UN:EAN008" + expected);
            }
        });
        Set<String> good = new TreeSet<>(sample.orders());
        workload.manifest().damaged().forEach(good::remove);
        assertThat(site.awaitOrders(good.size()).numbers()).isEqualTo(good);
    }

    @Test
    void answersATruncatedFileWithARejectionAndDeliversTheOthers() throws IOException {
        OrderWorkload workload = new OrderWorkload(
                edifact(WorkloadOptions.files(DAMAGED_RUN, take(DAMAGED_RUN))).with(Defect.TRUNCATED, DAMAGED_EVERY));
        List<Sample> samples = workload.samples();
        Set<String> good = new TreeSet<>();
        samples.stream().filter(sample -> !sample.damaged()).forEach(sample -> good.addAll(sample.orders()));

        assertThat(site.post(samples)).containsExactly(202);

        assertThat(site.awaitOrders(good.size()).numbers()).as(site.lastWords()).isEqualTo(good);
        List<String> answers = site.awaitAnswers(come -> come.size() >= DAMAGED_RUN);
        assertThat(answers.stream().filter(text -> text.contains("+4+13+UNZ'"))).hasSize(DAMAGED_RUN / DAMAGED_EVERY);
    }

    private static void deliversComplete(WorkloadOptions options, int interchanges) throws IOException {
        OrderWorkload workload = new OrderWorkload(edifact(options));

        assertThat(site.post(workload.samples())).containsExactly(202);

        Delivered delivered = site.awaitOrders(options.count());
        assertThat(delivered.difference(workload.manifest()))
                .as(site.lastWords())
                .isEmpty();
        List<String> answers = site.awaitAnswers(come -> come.size() >= interchanges);
        assertThat(answers).hasSize(interchanges).allSatisfy(text -> assertThat(text)
                .containsPattern("UCI\\+\\d+\\+BUYER01:14\\+SUPPLIER01:14\\+7'"));
    }

    private static WorkloadOptions edifact(WorkloadOptions options) {
        return options.written(WorkloadOptions.Syntax.EDIFACT, LINES);
    }

    private static long take(int count) {
        long start = nextNumber;
        nextNumber += count;
        return start;
    }
}
