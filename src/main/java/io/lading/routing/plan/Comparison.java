package io.lading.routing.plan;

import io.lading.routing.plan.ReplayReport.Different;
import io.lading.routing.plan.ReplayReport.Listed;
import io.lading.routing.plan.ReplayReport.Moved;
import io.lading.routing.plan.ReplayReport.Refused;
import io.lading.routing.plan.ReplayReport.Which;
import io.lading.routing.process.Fields;
import io.lading.routing.process.Fields.Change;
import io.lading.routing.process.Rehearsal.Course;
import io.lading.routing.process.Rehearsal.Made;
import io.lading.routing.process.Rehearsal.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is different, document by document; of a great many it keeps the first and counts the rest. */
final class Comparison {
    private static final int MOST_LISTED = 200;
    private static final int MOST_FIELDS = 20;
    private static final int LONGEST_VALUE = 200;

    private final Gathered<Refused> rejected = new Gathered<>();
    private final Gathered<Refused> accepted = new Gathered<>();
    private final Gathered<Moved> elsewhere = new Gathered<>();
    private final Gathered<Different> different = new Gathered<>();
    private int transmissions;
    private int documents;
    private int unchanged;

    private static final class Gathered<T> {
        private final List<T> first = new ArrayList<>();
        private int count;

        void add(T item) {
            count++;
            if (first.size() < MOST_LISTED) {
                first.add(item);
            }
        }

        Listed<T> listed() {
            return new Listed<>(count, List.copyOf(first));
        }
    }

    /** @param from the transmission's id, or the sample's name */
    void add(String from, String partner, List<Course> before, List<Course> after) {
        transmissions++;
        Map<Long, Course> then = new HashMap<>();
        after.forEach(course -> then.put(course.offset(), course));
        for (Course course : before) {
            Course other = then.remove(course.offset());
            compare(from, partner, course, other == null ? gone(course) : other);
        }
        then.values().forEach(course -> compare(from, partner, gone(course), course));
    }

    private static Course gone(Course course) {
        return new Course(course.offset(), course.type(), course.control(), false, "It was not found.", List.of());
    }

    private void compare(String from, String partner, Course before, Course after) {
        int count = Math.max(before.documents().size(), after.documents().size());
        if (!before.accepted() || !after.accepted()) {
            documents += Math.max(1, count);
            refused(which(from, partner, before, after), before, after, Math.max(1, count));
            return;
        }
        documents += count;
        for (int i = 0; i < count; i++) {
            if (i >= before.documents().size() || i >= after.documents().size()) {
                int was = before.documents().size();
                int is = after.documents().size();
                Which which = which(from, partner, before, after);
                different.add(new Different(which, 1, List.of(new Change("documents", "" + was, "" + is))));
                continue;
            }
            Made made = before.documents().get(i);
            compare(
                    new Which(from, partner, made.type(), made.number()),
                    made,
                    after.documents().get(i));
        }
    }

    private void refused(Which which, Course before, Course after, int count) {
        if (before.accepted()) {
            rejected.add(new Refused(which, after.reason()));
        } else if (after.accepted()) {
            accepted.add(new Refused(which, before.reason()));
        } else if (before.reason().equals(after.reason())) {
            unchanged += count;
        } else {
            different.add(
                    new Different(which, 1, List.of(change(new Change("refusal", before.reason(), after.reason())))));
        }
    }

    private static Which which(String from, String partner, Course before, Course after) {
        Course told = before.documents().isEmpty() ? after : before;
        return told.documents().isEmpty()
                ? new Which(from, partner, told.type(), told.control())
                : new Which(
                        from,
                        partner,
                        told.documents().get(0).type(),
                        told.documents().get(0).number());
    }

    private void compare(Which which, Made before, Made after) {
        List<String> was =
                before.deliveries().stream().map(Comparison::destination).toList();
        List<String> is =
                after.deliveries().stream().map(Comparison::destination).toList();
        boolean moved = !was.equals(is);
        if (moved) {
            elsewhere.add(new Moved(which, was, is));
        }
        List<Change> changes = new ArrayList<>(before.fields().changes(after.fields()));
        boolean sameDocument = changes.isEmpty();
        for (Sent sent : before.deliveries()) {
            after.deliveries().stream()
                    .filter(other -> other.agreement().equals(sent.agreement()))
                    .findFirst()
                    .ifPresent(other -> changes.addAll(changes(sent, other, sameDocument)));
        }
        if (!changes.isEmpty()) {
            List<Change> first =
                    changes.stream().limit(MOST_FIELDS).map(Comparison::change).toList();
            different.add(new Different(which, changes.size(), first));
        } else if (!moved) {
            unchanged++;
        }
    }

    private static String destination(Sent sent) {
        return sent.agreement() + " through " + sent.through();
    }

    /** What is sent follows from the document: where that differs, saying it once is enough. */
    private static List<Change> changes(Sent before, Sent after, boolean sameDocument) {
        List<Change> changes = new ArrayList<>();
        String to = "to " + before.partner();
        if (!before.held().equals(after.held())) {
            changes.add(new Change(to + ", held", before.held(), after.held()));
        }
        if (sameDocument) {
            Fields fields = before.fields();
            fields.changes(after.fields())
                    .forEach(change ->
                            changes.add(new Change(to + ", " + change.path(), change.before(), change.after())));
        }
        return changes;
    }

    private static Change change(Change whole) {
        return new Change(whole.path(), cut(whole.before()), cut(whole.after()));
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    ReplayReport report(List<String> notes, double seconds) {
        return new ReplayReport(
                transmissions,
                documents,
                unchanged,
                rejected.listed(),
                accepted.listed(),
                elsewhere.listed(),
                different.listed(),
                List.copyOf(notes),
                seconds);
    }
}
