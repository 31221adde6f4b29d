package io.lading.mapping.binding;

import io.lading.document.DespatchAdvice;
import io.lading.document.DespatchLine;
import io.lading.document.DespatchOrder;
import io.lading.document.Draft;
import io.lading.document.HandlingUnit;
import io.lading.document.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a despatch advice that its tree lives in, while it is being read. Stateless. */
final class DespatchFields {
    static final Shape.Field ORDERS = field(DespatchAdvice.class, "orders");
    static final Shape.Field UNITS = field(DespatchAdvice.class, "handlingUnits");
    static final Shape.Field LINES = field(DespatchAdvice.class, "lines");
    static final Shape.Field ORDER_NUMBER = field(DespatchOrder.class, "number");
    private static final Shape.Field ORDER_ID = field(DespatchOrder.class, "id");
    private static final Shape.Field UNIT_ID = field(HandlingUnit.class, "id");
    private static final Shape.Field UNIT_PARENT = field(HandlingUnit.class, "parent");
    private static final Shape.Field UNIT_KIND = field(HandlingUnit.class, "kind");
    private static final Shape.Field SSCC = field(HandlingUnit.class, "sscc");
    private static final Shape.Field LINE_UNITS = field(DespatchLine.class, "units");
    static final Shape.Field LINE_ORDER = field(DespatchLine.class, "order");
    static final Shape.Field ORDER_LINE = field(DespatchLine.class, "orderLine");

    private DespatchFields() {}

    private static Shape.Field field(Class<?> type, String name) {
        return Objects.requireNonNull(Shape.of(type).field(name));
    }

    static Draft addOrder(Draft document) {
        Draft order = document.addRecord(ORDERS);
        order.set(ORDER_ID.index(), Integer.toString(document.count(ORDERS.index())));
        return order;
    }

    static String id(Draft order) {
        return (String) Objects.requireNonNull(order.get(ORDER_ID.index()));
    }

    static Draft addUnit(Draft document, @Nullable Draft parent, @Nullable String kind) {
        Draft unit = document.addRecord(UNITS);
        unit.set(UNIT_ID.index(), Integer.toString(document.count(UNITS.index())));
        if (parent != null) {
            unit.set(UNIT_PARENT.index(), unitId(parent));
        }
        if (kind != null) {
            unit.set(UNIT_KIND.index(), kind);
        }
        return unit;
    }

    private static String unitId(Draft unit) {
        return (String) Objects.requireNonNull(unit.get(UNIT_ID.index()));
    }

    static Draft addLine(Draft document, @Nullable Draft order, @Nullable Draft unit) {
        Draft line = document.addRecord(LINES);
        if (order != null) {
            line.set(LINE_ORDER.index(), id(order));
        }
        if (unit != null) {
            putIn(line, unit);
        }
        return line;
    }

    static void putIn(Draft line, Draft unit) {
        line.addText(LINE_UNITS.index(), unitId(unit));
    }

    /** The order of a number, begun if there is none yet. */
    static Draft orderOf(Draft document, String number) {
        for (Draft order : document.records(ORDERS)) {
            if (number.equals(order.get(ORDER_NUMBER.index()))) {
                return order;
            }
        }
        Draft order = addOrder(document);
        order.set(ORDER_NUMBER.index(), number);
        return order;
    }

    /**
     * One order, and one handling unit, each only once: a tree must repeat those that belong to several branches. Then all are
     * numbered as they stand.
     */
    static void tidy(Draft document) {
        numberOrders(document);
        mergeOrders(document);
        mergeUnits(document);
    }

    /** Orders that were read from a header have no id yet. */
    private static void numberOrders(Draft document) {
        List<Draft> orders = document.records(ORDERS);
        for (int i = 0; i < orders.size(); i++) {
            if (!orders.get(i).has(ORDER_ID.index())) {
                orders.get(i).set(ORDER_ID.index(), Integer.toString(i + 1));
            }
        }
        if (orders.size() == 1) {
            for (Draft line : document.records(LINES)) {
                line.set(LINE_ORDER.index(), id(orders.get(0)));
            }
        }
    }

    private static void mergeOrders(Draft document) {
        List<Draft> kept = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        for (Draft order : document.records(ORDERS)) {
            int same = 0;
            while (same < kept.size() && !kept.get(same).isSameBut(ORDER_ID.index(), order)) {
                same++;
            }
            if (same == kept.size()) {
                kept.add(order);
            }
            ids.put(id(order), Integer.toString(same + 1));
        }
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).set(ORDER_ID.index(), Integer.toString(i + 1));
        }
        document.replace(ORDERS, kept);
        for (Draft line : document.records(LINES)) {
            if (line.get(LINE_ORDER.index()) instanceof String order) {
                line.set(LINE_ORDER.index(), ids.getOrDefault(order, order));
            }
        }
    }

    private static void mergeUnits(Draft document) {
        List<Draft> kept = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        Map<String, String> bySscc = new HashMap<>();
        for (Draft unit : document.records(UNITS)) {
            String before = unit.get(SSCC.index()) instanceof String sscc ? bySscc.get(sscc) : null;
            String id = before == null ? Integer.toString(kept.size() + 1) : before;
            ids.put(unitId(unit), id);
            if (before != null) {
                continue;
            }
            kept.add(unit);
            if (unit.get(SSCC.index()) instanceof String sscc) {
                bySscc.put(sscc, id);
            }
        }
        for (Draft unit : kept) {
            unit.set(UNIT_ID.index(), Objects.requireNonNull(ids.get(unitId(unit))));
            if (unit.get(UNIT_PARENT.index()) instanceof String parent) {
                unit.set(UNIT_PARENT.index(), ids.getOrDefault(parent, parent));
            }
        }
        document.replace(UNITS, kept);
        for (Draft line : document.records(LINES)) {
            List<String> units = new ArrayList<>();
            for (String unit : line.texts(LINE_UNITS)) {
                String id = ids.getOrDefault(unit, unit);
                if (!units.contains(id)) {
                    units.add(id);
                }
            }
            line.replace(LINE_UNITS, units);
        }
    }

    /** What holds other units is a pallet, what does not is a pack, where the standard does not say. */
    static void guessKinds(Draft document) {
        List<Draft> units = document.records(UNITS);
        for (Draft unit : units) {
            boolean holds = false;
            for (Draft inner : units) {
                holds |= unitId(unit).equals(inner.get(UNIT_PARENT.index()));
            }
            if (!unit.has(UNIT_KIND.index())) {
                unit.set(UNIT_KIND.index(), holds ? HlHierarchy.PALLET : HlHierarchy.PACK);
            }
        }
    }
}
