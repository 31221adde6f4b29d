package io.lading.routing.plan;

import io.lading.routing.process.Fields;
import java.util.List;

/**
 * Which documents would come out otherwise.
 *
 * @param documents that were replayed
 * @param unchanged of them
 * @param rejected those that are accepted today and would not be
 * @param accepted those that are not accepted today and would be
 * @param elsewhere those that would go to other destinations
 * @param different those with other values in them, or in what is sent of them
 * @param notes what was left out, and why, in words
 */
public record ReplayReport(
        int transmissions,
        int documents,
        int unchanged,
        Listed<Refused> rejected,
        Listed<Refused> accepted,
        Listed<Moved> elsewhere,
        Listed<Different> different,
        List<String> notes,
        double seconds) {

    /** The first of so many. */
    public record Listed<T>(int count, List<T> first) {}

    /**
     * Which document.
     *
     * @param from the transmission's id, or the sample's name
     * @param number its business number, or the set's control number where it has none
     */
    public record Which(String from, String partner, String type, String number) {}

    /** @param reason why it is refused, today or then */
    public record Refused(Which document, String reason) {}

    /** @param before agreements and their connections, as after */
    public record Moved(Which document, List<String> before, List<String> after) {}

    /** @param count of all values that differ */
    public record Different(Which document, int count, List<Fields.Change> fields) {}
}
