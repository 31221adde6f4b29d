package io.lading.cli.bench;

import java.util.List;

/**
 * What a workload holds.
 *
 * @param quantity all lines' quantities together, those of damaged orders too
 * @param amountCents all lines' quantities times prices, those of damaged orders too
 * @param sha256 of all files' bytes in their order
 * @param damaged the damaged orders' numbers
 */
public record Manifest(
        long orders,
        long lines,
        long quantity,
        long amountCents,
        long files,
        long bytes,
        String sha256,
        List<String> damaged) {}
