package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.bench.Defect;
import io.lading.cli.bench.Delivered;
import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.bench.WorkloadOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated orders through a hub that runs as a process of its own: all that is good comes out, all that is bad is answered. */
@Tag("long")
class CompletenessTest {
    private static final int DAMAGED_RUN = 20;
    private static final int DAMAGED_EVERY = 5;
    private static final Pattern STATUS =
            Pattern.compile("AK2\\*850\\*(\\d+)~(.*?)AK5\\*([A-Z])(?:\\*(\\d+))?", Pattern.DOTALL);

    /** Control numbers that were used before are duplicates: each run begins where the last one ended. */
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
        deliversComplete(WorkloadOptions.files(100, take(100)));
    }

    @Test
    void deliversOneInterchangeOfTwoHundredOrdersComplete() throws IOException {
        deliversComplete(WorkloadOptions.interchange(200, take(200)));
    }

    @Test
    void deliversAThousandFilesComplete() throws IOException {
        deliversComplete(WorkloadOptions.files(1000, take(1000)));
    }

    @Test
    void deliversOneInterchangeOfAThousandOrdersComplete() throws IOException {
        deliversComplete(WorkloadOptions.interchange(1000, take(1000)));
    }

    /** Codes: AK502 where the set as a whole is wrong, AK304 or AK403 where a segment or an element is. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNT      | AK5*R*4",
                "CONTROL    | AK5*R*3",
                "MISSING    | AK3*BEG*",
                "UNKNOWN    | AK3*ZZZ*",
                "TOO_LONG   | *5*PO",
                "BAD_DATE   | *8*20261399",
                "BAD_NUMBER | *6*1O",
            })
    void refusesTheDamagedOrdersOfAnInterchangeAndDeliversTheOthers(Defect defect, String code) throws IOException {
        OrderWorkload workload = new OrderWorkload(
                WorkloadOptions.interchange(DAMAGED_RUN, take(DAMAGED_RUN)).with(defect, DAMAGED_EVERY));
        Sample sample = workload.samples().get(0);
        List<String> damaged = workload.manifest().damaged();

        assertThat(site.post(List.of(sample))).containsExactly(202);

        List<String> answers = site.awaitAnswers(come -> come.stream().anyMatch(text -> text.contains("AK9*")));
        assertThat(answers).singleElement().satisfies(text -> {
            assertThat(text).contains("AK9*P*20*20*16");
            assertThat(refused(text)).containsExactly("0005", "0010", "0015", "0020");
            assertThat(refusals(text)).hasSize(4).allSatisfy(refusal -> assertThat(refusal)
                    .contains(code));
        });
        Set<String> good = new TreeSet<>(sample.orders());
        damaged.forEach(good::remove);
        assertThat(site.awaitOrders(good.size()).numbers()).isEqualTo(good);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNT      | AK5*R*4",
                "CONTROL    | AK5*R*3",
                "MISSING    | AK5*R*5",
                "UNKNOWN    | AK5*R*5",
                "TOO_LONG   | AK5*R*5",
                "BAD_DATE   | AK5*R*5",
                "BAD_NUMBER | AK5*R*5",
            })
    void refusesDamagedFilesAndDeliversTheOthers(Defect defect, String code) throws IOException {
        List<String> answers = sendFiles(defect, DAMAGED_RUN);

        assertThat(answers.stream().filter(text -> text.contains(code) && text.contains("AK9*R*1*1*0")))
                .hasSize(DAMAGED_RUN / DAMAGED_EVERY);
        assertThat(answers.stream().filter(text -> text.contains("AK9*A*1*1*1")))
                .hasSize(DAMAGED_RUN - DAMAGED_RUN / DAMAGED_EVERY);
    }

    @Test
    void answersATruncatedFileWithATa1AndDeliversTheOthers() throws IOException {
        List<String> answers = sendFiles(Defect.TRUNCATED, DAMAGED_RUN);

        assertThat(answers.stream().filter(text -> text.contains("TA1*") && text.contains("*R*023~")))
                .hasSize(DAMAGED_RUN / DAMAGED_EVERY);
    }

    @Test
    void answersGarbageWithNothingAndDeliversTheOthers() throws IOException {
        int good = DAMAGED_RUN - DAMAGED_RUN / DAMAGED_EVERY;

        assertThat(sendFiles(Defect.GARBAGE, good))
                .allSatisfy(text -> assertThat(text).contains("AK9*A*1*1*1"));
    }

    private static List<String> sendFiles(Defect defect, int answersDue) throws IOException {
        OrderWorkload workload = new OrderWorkload(
                WorkloadOptions.files(DAMAGED_RUN, take(DAMAGED_RUN)).with(defect, DAMAGED_EVERY));
        List<Sample> samples = workload.samples();
        Set<String> good = new TreeSet<>();
        samples.stream().filter(sample -> !sample.damaged()).forEach(sample -> good.addAll(sample.orders()));

        assertThat(site.post(samples)).containsExactly(202);

        assertThat(site.awaitOrders(good.size()).numbers()).as(site.lastWords()).isEqualTo(good);
        List<String> answers = site.awaitAnswers(come -> come.size() >= answersDue);
        assertThat(answers).hasSize(answersDue);
        return answers;
    }

    private static void deliversComplete(WorkloadOptions options) throws IOException {
        OrderWorkload workload = new OrderWorkload(options);

        assertThat(site.post(workload.samples())).containsExactly(202);

        Delivered delivered = site.awaitOrders(options.count());
        assertThat(delivered.difference(workload.manifest()))
                .as(site.lastWords())
                .isEmpty();
        int groups = options.files() ? options.count() : 1;
        List<String> answers = site.awaitAnswers(come -> come.size() >= groups);
        assertThat(answers).hasSize(groups).allSatisfy(text -> assertThat(text).contains("AK9*A*"));
    }

    private static long take(int count) {
        long start = nextNumber;
        nextNumber += count;
        return start;
    }

    /** The control numbers of the refused sets in a 997. */
    private static List<String> refused(String answer) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = STATUS.matcher(answer);
        while (matcher.find()) {
            if (matcher.group(3).equals("R")) {
                numbers.add(matcher.group(1));
            }
        }
        return numbers;
    }

    /** What a 997 says about each refused set. */
    private static List<String> refusals(String answer) {
        List<String> refusals = new ArrayList<>();
        Matcher matcher = STATUS.matcher(answer);
        while (matcher.find()) {
            if (matcher.group(3).equals("R")) {
                refusals.add(matcher.group());
            }
        }
        return refusals;
    }
}
