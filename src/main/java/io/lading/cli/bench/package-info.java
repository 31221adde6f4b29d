/**
 * Measures the hub from outside: a workload that is the same on every machine, a load client in a process of its own, and
 * the verb {@code bench}. Entry types: {@link io.lading.cli.bench.OrderWorkload}.
 * Workloads are immutable; the rest is single-threaded unless it says so.
 */
@NullMarked
package io.lading.cli.bench;

import org.jspecify.annotations.NullMarked;
