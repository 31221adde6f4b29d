package io.lading.api;

import io.lading.tracking.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cXML Response: what a sender of cXML expects on the same connection (cXML Reference Guide, "Response" and "Status"). */
final class CxmlResponse {
    private static final int MOST_FINDINGS = 20;

    private CxmlResponse() {}

    /** @param transmission whose id makes the payloadID, so that a repeat gets the same one */
    static String of(String transmission, Optional<SubmissionResult> result, Instant now) {
        Status status = result.map(CxmlResponse::status).orElse(new Status(201, "Accepted"));
        String words = result.map(CxmlResponse::findings).orElse("");
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">
                <cXML payloadID="%s@lading" timestamp="%s"><Response><Status code="%d" text="%s">%s</Status></Response></cXML>
                """.formatted(transmission, now, status.code(), status.text(), escaped(words));
    }

    private record Status(int code, String text) {}

    private static Status status(SubmissionResult result) {
        Standing standing = result.standing();
        return switch (standing) {
            case REJECTED, PARTLY_REJECTED, QUARANTINED, UNRECOGNISED -> new Status(406, "Not Acceptable");
            case RECEIVED, HELD, REPLACED, ORPHAN, OVERDUE -> new Status(201, "Accepted");
            case DONE, ON_ITS_WAY, DELIVERED, SENT, ACCEPTED, MATCHED, REPEATED, RETRYING, UNKNOWN, GIVEN_UP ->
                new Status(200, "OK");
        };
    }

    private static String findings(SubmissionResult result) {
        return result.findings().stream()
                .limit(MOST_FINDINGS)
                .map(finding -> finding.message())
                .collect(Collectors.joining("\n"));
    }

    /** XML 1.0 has no control characters, not even escaped. */
    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]|[\\uFFFE\\uFFFF]|\\p{Cs}", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
