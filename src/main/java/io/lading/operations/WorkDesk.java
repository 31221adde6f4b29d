package io.lading.operations;

import io.lading.tracking.RecordId;
import io.lading.tracking.Redo;
import io.lading.tracking.Redo.Result;
import io.lading.tracking.Standing;
import io.lading.tracking.WorkEntry;
import io.lading.tracking.WorkList;
import io.lading.tracking.WorkWanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works the list of what waits for a person, one entry or many at a time, each with a result of its own. Thread-safe. */
public final class WorkDesk {
    private final WorkList list;
    private final Redo redo;

    public WorkDesk(WorkList list, Redo redo) {
        this.list = list;
        this.redo = redo;
    }

    /** What became of one entry. */
    public enum Outcome {
        /** Done again; the new transmission speaks for it. */
        DONE,
        DISMISSED,
        /** Nothing was done: a destination has it already and would get it a second time. */
        NEEDS_CONFIRMATION,
        REFUSED,
        /** It is not on the list (any more). */
        NOT_LISTED
    }

    /**
     * One entry's result.
     *
     * @param id as the list gives it
     * @param what {@code Order PO-4711}, or the file's name
     * @param transmission the new one
     * @param message why nothing was done
     */
    public record Done(
            String id,
            String what,
            Outcome outcome,
            @Nullable String transmission,
            @Nullable String message) {}

    public List<WorkEntry> list(WorkWanted wanted) {
        return list.list(wanted);
    }

    public Map<Standing, Long> counts() {
        return list.counts();
    }

    /** How many wait. */
    public long count() {
        return counts().values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Does each again in the way that fits it: retransmits what was not taken, re-envelopes what was not written, reprocesses
     * what came in.
     *
     * @param confirmed true to go on where a destination has it already
     */
    public List<Done> again(WorkWanted wanted, boolean confirmed, String actor) {
        List<WorkEntry> entries = list.list(wanted);
        List<Done> results = new ArrayList<>();
        for (WorkEntry entry : entries) {
            results.add(again(entry, confirmed, actor));
        }
        results.addAll(gone(wanted, entries));
        return results;
    }

    private Done again(WorkEntry entry, boolean confirmed, String actor) {
        if (entry.action() == null) {
            return new Done(entry.id(), what(entry), Outcome.REFUSED, null, entry.whatToDo());
        }
        long id = RecordId.parse(entry.id()).orElseThrow();
        Result result =
                switch (entry.action()) {
                    case RETRANSMIT -> redo.retransmit(id, actor);
                    case RE_ENVELOPE -> redo.reEnvelope(id, actor);
                    case REPROCESS -> redo.reprocess(id, Redo.With.TODAY, confirmed, actor);
                };
        return done(entry, result);
    }

    private static Done done(WorkEntry entry, Result result) {
        if (result instanceof Result.Done done) {
            return new Done(entry.id(), what(entry), Outcome.DONE, RecordId.text(done.transmissionId()), null);
        }
        if (result instanceof Result.NeedsConfirmation needed) {
            return new Done(
                    entry.id(),
                    what(entry),
                    Outcome.NEEDS_CONFIRMATION,
                    null,
                    "These have it already and would get it a second time: "
                            + String.join(", ", needed.alreadySucceeded()) + ".");
        }
        return new Done(entry.id(), what(entry), Outcome.REFUSED, null, ((Result.Refused) result).why());
    }

    /** @param reason for whoever asks later why nothing was done */
    public List<Done> dismiss(WorkWanted wanted, String reason, String actor) {
        List<WorkEntry> entries = list.list(wanted);
        List<Done> results = new ArrayList<>();
        for (WorkEntry entry : entries) {
            boolean done = list.dismiss(entry, reason, actor);
            results.add(new Done(entry.id(), what(entry), done ? Outcome.DISMISSED : Outcome.NOT_LISTED, null, null));
        }
        results.addAll(gone(wanted, entries));
        return results;
    }

    private static List<Done> gone(WorkWanted wanted, List<WorkEntry> entries) {
        Set<String> listed = entries.stream().map(WorkEntry::id).collect(Collectors.toSet());
        return wanted.ids().stream()
                .filter(id -> !listed.contains(id))
                .map(id -> new Done(
                        id,
                        "",
                        Outcome.NOT_LISTED,
                        null,
                        "It does not wait for anybody; the work list does not have it."))
                .toList();
    }

    /** What an entry is called in a line. */
    public static String what(WorkEntry entry) {
        String number = entry.number();
        if (number != null) {
            String type = entry.documentType();
            return type == null ? number : type + " " + number;
        }
        String file = entry.fileName();
        return file == null ? entry.transmission() : file;
    }
}
