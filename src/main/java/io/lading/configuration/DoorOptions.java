package io.lading.configuration;

import java.time.Duration;

/** What the doors that speak HTTP bear of one address, of one partner, and of callers that nobody knows yet. */
final class DoorOptions {
    static final Option<Integer> LIMITS_REQUESTS_PER_ADDRESS = Option.of(
                    "limits.requestsPerAddress",
                    OptionType.WHOLE_NUMBER,
                    "2000",
                    "Requests a second that partners' doors take from one address, ten seconds' worth at once; a refused"
                            + " sign-in counts as 50. Beyond it the answer is 429. 0 for no limit.")
            .between("0", "1000000");
    static final Option<Integer> LIMITS_REQUESTS_PER_PARTNER = Option.of(
                    "limits.requestsPerPartner",
                    OptionType.WHOLE_NUMBER,
                    "2000",
                    "Submissions a second that HTTP, SOAP and AS2 take from one partner, ten seconds' worth at once."
                            + " 0 for no limit.")
            .between("0", "1000000");
    static final Option<Integer> LIMITS_CONCURRENT_PER_PARTNER = Option.of(
                    "limits.concurrentPerPartner",
                    OptionType.WHOLE_NUMBER,
                    "32",
                    "Submissions that HTTP and AS2 take from one partner at a time, of 64 for all.")
            .between("1", "64");
    static final Option<Long> LIMITS_MINIMUM_RATE = Option.of(
                    "limits.minimumRate",
                    OptionType.SIZE,
                    "512B",
                    "Bytes a second at which a body must come to a partner's door at least, after its first ten seconds;"
                            + " a pause may last 20 seconds.")
            .between("1B", "1MB");
    static final Option<Duration> LIMITS_HEADER_TIME = Option.of(
                    "limits.headerTime",
                    OptionType.DURATION,
                    "20s",
                    "How long a request's header, or a TLS handshake before it (10 s at least), may take to come whole.")
            .between("100ms", "1h");

    static final Option<Long> LIMITS_SPOOL = Option.of(
                    "limits.spool",
                    OptionType.SIZE,
                    "4GB",
                    "Bytes of unfinished AS2, SOAP and signed HTTP requests that lie on the disk at a time, in all. One"
                            + " transmission of limits.maxTransmission always has room.")
            .between("1MB", "65536GB");
    static final Option<Long> LIMITS_SPOOL_PER_PARTNER = Option.of(
                    "limits.spoolPerPartner",
                    OptionType.SIZE,
                    "2GB",
                    "As limits.spool, of one partner; beyond it the answer is 503 (a fault over SOAP) with Retry-After. One"
                            + " transmission of limits.maxTransmission always has room.")
            .between("1MB", "65536GB");
    static final Option<Long> LIMITS_SPOOL_OF_UNKNOWN = Option.of(
                    "limits.spoolOfUnknown",
                    OptionType.SIZE,
                    "512MB",
                    "As limits.spool, of callers that only their body can make known (SOAP with a UsernameToken), all"
                            + " together; a quarter of it for one address.")
            .between("64KB", "65536GB");
    static final Option<Integer> LIMITS_UNKNOWN_CONCURRENT = Option.of(
                    "limits.unknownConcurrent",
                    OptionType.WHOLE_NUMBER,
                    "128",
                    "Bodies that are read at a time of callers not known yet; a quarter of them of one address. While all"
                            + " are taken, the one that has been at it for longest gives way. A partner that was let in"
                            + " from an address since the hub's start is known there.")
            .between("4", "2000");
    static final Option<Duration> LIMITS_UNKNOWN_TIME = Option.of(
                    "limits.unknownTime",
                    OptionType.DURATION,
                    "15m",
                    "How long the body of a caller not known yet may take to come whole.")
            .between("1s", "24h");

    private DoorOptions() {}
}
