package io.lading.cli.bench;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Adds up canonical orders as they come out of the hub, to be held against a workload's manifest. */
public final class Delivered {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, Integer> timesByNumber = new HashMap<>();
    private long lines;
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal amount = BigDecimal.ZERO;

    /** Counts one order, in canonical JSON. */
    public void add(byte[] order) {
        JsonNode json = JSON.readTree(order);
        timesByNumber.merge(json.path("number").asString(), 1, Integer::sum);
        for (JsonNode line : json.path("lines")) {
            BigDecimal ordered = line.path("quantity").decimalValue();
            lines++;
            quantity = quantity.add(ordered);
            amount = amount.add(
                    ordered.multiply(line.path("price").path("amount").decimalValue()));
        }
    }

    /** The numbers of all orders that came. */
    public Set<String> numbers() {
        return new TreeSet<>(timesByNumber.keySet());
    }

    /** What differs from the manifest of a workload without damage, in words; empty if nothing does. */
    public String difference(Manifest manifest) {
        long repeated =
                timesByNumber.values().stream().filter(times -> times > 1).count();
        StringBuilder words = new StringBuilder();
        compare("orders", manifest.orders(), BigDecimal.valueOf(timesByNumber.size()), words);
        compare("orders delivered more than once", 0, BigDecimal.valueOf(repeated), words);
        compare("lines", manifest.lines(), BigDecimal.valueOf(lines), words);
        compare("quantity", manifest.quantity(), quantity, words);
        compare("amount in cents", manifest.amountCents(), amount.movePointRight(2), words);
        return words.toString();
    }

    private static void compare(String what, long sent, BigDecimal came, StringBuilder words) {
        if (came.compareTo(BigDecimal.valueOf(sent)) != 0) {
            words.append(what)
                    .append(": expected ")
                    .append(sent)
                    .append(", found ")
                    .append(came.stripTrailingZeros().toPlainString())
                    .append(". ");
        }
    }
}
