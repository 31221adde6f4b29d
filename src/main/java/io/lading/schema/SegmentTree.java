package io.lading.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The nested segments of a set while a guide changes them. Places are named by the tags that lead there: {@code PO1/N1/N3}. */
final class SegmentTree {
    private List<SegmentUse> segments;

    SegmentTree(List<SegmentUse> segments) {
        this.segments = segments;
    }

    List<SegmentUse> segments() {
        return segments;
    }

    /** The places a name can mean: the one outside of loops if there is one, else every place whose path ends so. */
    List<String> places(String name) {
        List<String> all = new ArrayList<>();
        collect(segments, "", all);
        if (all.contains(name)) {
            return List.of(name);
        }
        return all.stream()
                .filter(place -> place.endsWith("/" + name))
                .distinct()
                .toList();
    }

    private static void collect(List<SegmentUse> uses, String path, List<String> places) {
        for (SegmentUse use : uses) {
            places.add(path + use.tag());
            collect(use.children(), path + use.tag() + "/", places);
        }
    }

    void change(String place, UnaryOperator<SegmentUse> change) {
        segments = edit(segments, place, uses -> {
            int at = indexOf(uses, lastTag(place));
            uses.set(at, change.apply(uses.get(at)));
            return uses;
        });
    }

    void insertAfter(String place, SegmentUse added) {
        segments = edit(segments, place, uses -> {
            uses.add(indexOf(uses, lastTag(place)) + 1, added);
            return uses;
        });
    }

    /** Changes the list that a place stands in; the first of equal tags is meant. */
    private static List<SegmentUse> edit(List<SegmentUse> uses, String place, UnaryOperator<List<SegmentUse>> change) {
        List<SegmentUse> copy = new ArrayList<>(uses);
        int slash = place.indexOf('/');
        if (slash < 0) {
            return List.copyOf(change.apply(copy));
        }
        int at = indexOf(copy, place.substring(0, slash));
        SegmentUse parent = copy.get(at);
        copy.set(at, parent.withChildren(edit(parent.children(), place.substring(slash + 1), change)));
        return List.copyOf(copy);
    }

    private static String lastTag(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }

    private static int indexOf(List<SegmentUse> uses, String tag) {
        for (int i = 0; i < uses.size(); i++) {
            if (uses.get(i).tag().equals(tag)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No " + tag + " in this loop");
    }
}
