package io.lading.cli.bench.as2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param durable the databases' settings as they stated them
 * @param rounds by rate, the slowest first
 */
record ExchangeResult(int count, int bytes, Map<String, String> durable, List<Round> rounds) {

    /**
     * One run.
     *
     * @param delivered messages whose receipt proved them
     * @param seconds from the first attempt to the last outcome in the sender's record
     * @param receipts kept by the sender
     * @param stored orders that the receiver delivered
     * @param allSeconds from the first order posted to the sender until both hubs had come to rest
     * @param processorSeconds used by each process, and by Java's compilers in both hubs
     * @param rsaPerSecond private operations of this machine, just before and after, in the middle
     * @param rsaMillis processor time of one
     */
    record Round(
            int delivered,
            double seconds,
            int attempts,
            int receipts,
            int stored,
            double allSeconds,
            Map<String, Double> processorSeconds,
            double rsaPerSecond,
            double rsaMillis,
            String trouble) {

        static final String COMPILING = "Java's compilers";

        Round beside(RsaRate before, RsaRate after) {
            return new Round(
                    delivered,
                    seconds,
                    attempts,
                    receipts,
                    stored,
                    allSeconds,
                    processorSeconds,
                    (before.perSecond() + after.perSecond()) / 2,
                    (before.processorMillis() + after.processorMillis()) / 2,
                    trouble);
        }

        double messagesPerSecond() {
            return delivered / seconds;
        }

        /** Messages a second if nothing but RSA took time. */
        double bound() {
            return rsaPerSecond / RsaRate.OPERATIONS_A_MESSAGE;
        }

        /** Processor milliseconds a message, of all processes. */
        double millisAMessage() {
            return 1000
                    * processorSeconds.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum()
                    / Math.max(1, delivered);
        }

        /** The part of all processor time that went into compiling. */
        double compilingShare() {
            return processorSeconds.getOrDefault(COMPILING, 0.0) * 1000 / (millisAMessage() * Math.max(1, delivered));
        }

        /** Messages a second that the processors would carry if nothing else ran on them. */
        double carried() {
            return 1000 * Runtime.getRuntime().availableProcessors() / millisAMessage();
        }

        String warmUpWords() {
            return String.format(
                    Locale.ROOT,
                    "%.0f messages/s, %.0f %% of the processors for Java's compilers",
                    messagesPerSecond(),
                    100 * compilingShare());
        }

        String words() {
            return String.format(
                    Locale.ROOT,
                    "%.0f messages/s, %.0f %% of the RSA bound of %.0f/s; %.1f ms of processors a message (RSA %.1f,"
                            + " Java's compilers %.1f), which alone on this machine were %.0f/s",
                    messagesPerSecond(),
                    100 * messagesPerSecond() / bound(),
                    bound(),
                    millisAMessage(),
                    rsaMillis * RsaRate.OPERATIONS_A_MESSAGE,
                    millisAMessage() * compilingShare(),
                    carried());
        }
    }

    Round median() {
        return rounds.get(rounds.size() / 2);
    }

    /** What did not come out as it should; empty if nothing. */
    String trouble() {
        StringBuilder all = new StringBuilder();
        for (Round round : rounds) {
            all.append(round.trouble());
            if (round.delivered() != count || round.receipts() != count || round.stored() != count) {
                all.append(count + " were sent, " + round.delivered() + " proven by " + round.receipts()
                        + " receipts, and " + round.stored() + " came out at the receiver. ");
            }
        }
        return all.toString();
    }

    /** For {@code --json}. */
    Map<String, Object> json() {
        Round median = median();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("messages", count);
        all.put("bytes", bytes);
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("java", Runtime.version().toString());
        all.put("durable", durable);
        all.put("trouble", trouble());
        all.put("messagesPerSecond", median.messagesPerSecond());
        all.put("rsaPerSecond", median.rsaPerSecond());
        all.put("boundPerSecond", median.bound());
        all.put("ofBound", median.messagesPerSecond() / median.bound());
        all.put("processorMillisAMessage", median.millisAMessage());
        all.put("rsaMillisAMessage", median.rsaMillis() * RsaRate.OPERATIONS_A_MESSAGE);
        all.put("processorSeconds", median.processorSeconds());
        all.put("attempts", median.attempts());
        all.put("secondsUntilRest", median.allSeconds());
        all.put("runs", rounds.stream().map(Round::messagesPerSecond).toList());
        return all;
    }
}
