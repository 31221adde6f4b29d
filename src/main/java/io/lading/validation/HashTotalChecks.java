package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.TokenValue;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Compares CTT02 with the quantities of the lines. The standard adds them up without regard to decimal points and signs (element
 * 347); most senders add up the quantities themselves, so both are right. A warning, like the number of lines. Hot path: nothing is
 * allocated. Single-threaded.
 */
final class HashTotalChecks {
    private static final int HASH_TOTAL = 2;
    private static final int QUANTITY = 2;
    /** The segment whose second element each set adds up, by the comment to its CTT. */
    private static final Map<String, Integer> ADDED = Map.of(
            "810", SegmentTable.packTag("IT1"),
            "850", SegmentTable.packTag("PO1"),
            "855", SegmentTable.packTag("PO1"),
            "856", SegmentTable.packTag("SN1"));

    private static final int SCALE = 6;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    /** A hash total has ten digits; what goes beyond is cut off on the left. */
    private static final long HASH_LIMIT = 10_000_000_000L;

    private static final int MOST_BYTES = 12;
    private static final long UNREADABLE = -1;

    private final FindingList findings;

    HashTotalChecks(FindingList findings) {
        this.findings = findings;
    }

    /** @param total the CTT */
    void check(Schema schema, SegmentTable segments, int total) {
        Integer added = ADDED.get(schema.setType());
        int token = segments.token(total, HASH_TOTAL);
        if (added == null || token < 0 || segments.isEmpty(token)) {
            return;
        }
        long hash = 0;
        long sum = 0;
        for (int i = 1; i < total; i++) {
            int quantity = segments.tag(i) == added ? segments.token(i, QUANTITY) : -1;
            if (quantity < 0 || segments.isEmpty(quantity)) {
                continue;
            }
            long digits = digits(segments, quantity);
            if (digits == UNREADABLE) {
                return; // What is no number is told by itself.
            }
            hash += digits;
            sum += isNegative(segments, quantity)
                    ? -scaled(segments, quantity, digits)
                    : scaled(segments, quantity, digits);
        }
        long stated = digits(segments, token);
        if (stated == UNREADABLE || stated == hash % HASH_LIMIT || scaled(segments, token, stated) == Math.abs(sum)) {
            return;
        }
        LayoutRule layout = schema.layout(segments.tagText(total));
        findings.value(
                FindingCode.COUNT_MISMATCH,
                Severity.WARNING,
                Origin.STANDARD,
                total,
                token,
                layout == null ? null : layout.element(HASH_TOTAL),
                plain(Math.abs(sum)));
    }

    private static String plain(long sum) {
        return BigDecimal.valueOf(sum, SCALE).stripTrailingZeros().toPlainString();
    }

    private static boolean isNegative(SegmentTable segments, int token) {
        return TokenValue.bytes(segments, token)[TokenValue.start(segments, token)] == '-';
    }

    /** A number's digits as one number, whatever its point and sign. */
    private static long digits(SegmentTable segments, int token) {
        byte[] bytes = TokenValue.bytes(segments, token);
        int begin = TokenValue.start(segments, token);
        int end = TokenValue.end(segments, token);
        if (end - begin > MOST_BYTES || decimals(bytes, begin, end) > SCALE) {
            return UNREADABLE;
        }
        long digits = 0;
        for (int i = begin; i < end; i++) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                digits = digits * 10 + (b - '0');
            } else if (b != '.' && b != '-') {
                return UNREADABLE;
            }
        }
        return digits;
    }

    private static int decimals(byte[] bytes, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (bytes[i] == '.') {
                return end - i - 1;
            }
        }
        return 0;
    }

    private static long scaled(SegmentTable segments, int token, long digits) {
        int decimals = decimals(
                TokenValue.bytes(segments, token), TokenValue.start(segments, token), TokenValue.end(segments, token));
        return digits * POWERS[SCALE - decimals];
    }
}
