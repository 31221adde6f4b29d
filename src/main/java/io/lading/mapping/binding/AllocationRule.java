package io.lading.mapping.binding;

import io.lading.document.Allocation;
import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.syntax.TokenValue;
import io.lading.yaml.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A whole SDQ: unit, scheme of the location numbers, then up to ten locations with their share, then a place. */
final class AllocationRule extends ElementRule {
    private static final int UNIT = 1;
    private static final int SCHEME = 2;
    private static final int FIRST_PAIR = 3;
    private static final int PAIRS = 10;
    private static final int PLACE = 23;

    private static final Lookup UNITS = new Lookup("unit-of-measure", Lookup.OnMiss.KEEP, null);
    private static final Lookup SCHEMES = new Lookup("party-scheme", Lookup.OnMiss.KEEP, null);

    private final FieldPath list;
    private final int unit;
    private final int scheme;
    private final int location;
    private final int quantity;
    private final int spot;

    AllocationRule(Place place, FieldPath list) {
        super(place, UNIT, 1);
        this.list = list;
        Shape shape = list.leaf().shape();
        this.unit = slot(shape, "unit");
        this.scheme = slot(shape, "scheme");
        this.location = slot(shape, "location");
        this.quantity = slot(shape, "quantity");
        this.spot = slot(shape, "place");
    }

    private static int slot(Shape shape, String name) {
        return Objects.requireNonNull(shape.field(name)).index();
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        for (int at = FIRST_PAIR; at < FIRST_PAIR + 2 * PAIRS; at += 2) {
            int store = in.present(segment, at, 1);
            int share = in.present(segment, at + 1, 1);
            if (store >= 0 && share >= 0) {
                readShare(in, segment, target, store, share);
            }
        }
    }

    private void readShare(Reading in, int segment, Draft target, int store, int share) {
        in.use(store);
        in.use(share);
        BigDecimal number = Numbers.decimal(
                TokenValue.bytes(in.table, share),
                TokenValue.start(in.table, share),
                TokenValue.end(in.table, share),
                in.table.delimiters().decimalMark());
        if (number == null) {
            in.report(FindingCode.VALUE_NOT_USABLE, Severity.ERROR, segment, share, list.toString(), "a number");
            return;
        }
        Draft holder = list.holder(target);
        String path =
                in.trail == null ? "" : list + "[" + holder.count(list.leaf().index()) + "].";
        Draft allocation = holder.addRecord(list.leaf());
        allocation.set(location, in.text(store));
        allocation.set(quantity, number);
        in.trace(place, path + "location", segment, store);
        in.trace(place, path + "quantity", segment, share);
        copy(in, segment, UNIT, UNITS, allocation, unit, path + "unit");
        copy(in, segment, SCHEME, SCHEMES, allocation, scheme, path + "scheme");
        copy(in, segment, PLACE, null, allocation, spot, path + "place");
    }

    private void copy(
            Reading in, int segment, int element, @Nullable Lookup lookup, Draft allocation, int slot, String path) {
        int token = in.present(segment, element, 1);
        if (token < 0) {
            return;
        }
        in.use(token);
        String text = in.text(token);
        String value = lookup == null ? text : lookup.read(in, segment, token, text, path);
        if (value != null) {
            allocation.set(slot, value);
            in.trace(place, path, segment, token);
        }
    }

    @Override
    boolean hasValue(Object record) {
        return !list.list(record).isEmpty();
    }

    @Override
    int segments(Object record) {
        return groups(record).size();
    }

    @Override
    void write(Writing out, Object record, int part) {
        List<List<Allocation>> groups = groups(record);
        int index = 0;
        for (int i = 0; i < part; i++) {
            index += groups.get(i).size();
        }
        List<Allocation> group = groups.get(part);
        for (int i = 0; i < group.size(); i++) {
            Allocation allocation = group.get(i);
            String path = list + "[" + (index + i) + "].";
            int at = FIRST_PAIR + 2 * i;
            if (i == 0) {
                put(out, UNIT, UNITS, allocation.unit(), path + "unit");
                put(out, SCHEME, SCHEMES, allocation.scheme(), path + "scheme");
            }
            put(out, at, null, allocation.location(), path);
            BigDecimal share = allocation.quantity();
            put(out, at + 1, null, share == null ? null : share.toPlainString(), path);
            trace(out, UNIT, path + "unit", allocation.unit());
            trace(out, SCHEME, path + "scheme", allocation.scheme());
            trace(out, at, path + "location", allocation.location());
            trace(out, at + 1, path + "quantity", share == null ? null : share.toPlainString());
            trace(out, PLACE, path + "place", allocation.place());
        }
        put(out, PLACE, null, group.get(0).place(), "place");
    }

    private static void put(Writing out, int element, @Nullable Lookup lookup, @Nullable String value, String path) {
        String text = value == null || lookup == null ? value : lookup.write(out, element, value, path);
        if (text != null) {
            out.put(element, 1, text);
        }
    }

    private void trace(Writing out, int element, String field, @Nullable String value) {
        if (value != null) {
            out.trace(place, field, element, 1, value);
        }
    }

    /** Neighbours that share unit, scheme and place, at most ten to a segment. */
    private List<List<Allocation>> groups(Object record) {
        List<List<Allocation>> groups = new ArrayList<>();
        for (Object item : list.list(record)) {
            Allocation next = (Allocation) item;
            List<Allocation> group = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
            if (group.isEmpty() || group.size() == PAIRS || !fits(group.get(0), next)) {
                group = new ArrayList<>(PAIRS);
                groups.add(group);
            }
            group.add(next);
        }
        return groups;
    }

    private static boolean fits(Allocation one, Allocation other) {
        return Objects.equals(one.unit(), other.unit())
                && Objects.equals(one.scheme(), other.scheme())
                && Objects.equals(one.place(), other.place());
    }
}
