package io.lading.mapping.binding;

import io.lading.document.DespatchAdvice;
import io.lading.document.DespatchLine;
import io.lading.document.DespatchOrder;
import io.lading.document.Draft;
import io.lading.yaml.Place;

/** A despatch line's order number and order line, in two components, are a pointer to one of the document's orders. */
final class OrderPointerRule extends ElementRule {

    OrderPointerRule(Place place, int element, int component) {
        super(place, element, component);
    }

    @Override
    boolean accepts(Reading in, int segment, Draft target) {
        return !target.has(DespatchFields.LINE_ORDER.index());
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int number = in.present(segment, element, component);
        if (number >= 0) {
            in.use(number);
            Draft order = DespatchFields.orderOf(in.document, in.text(number));
            target.set(DespatchFields.LINE_ORDER.index(), idOf(in, order));
            in.trace(place, "order", segment, number);
        }
        int line = in.present(segment, element, component + 1);
        if (line >= 0) {
            in.use(line);
            target.set(DespatchFields.ORDER_LINE.index(), in.text(line));
            in.trace(place, "orderLine", segment, line);
        }
    }

    /** An order that a header named has its place in the list as its id. */
    private static String idOf(Reading in, Draft order) {
        return Integer.toString(in.document.records(DespatchFields.ORDERS).indexOf(order) + 1);
    }

    @Override
    boolean hasValue(Object record) {
        DespatchLine line = (DespatchLine) record;
        return line.order() != null || line.orderLine() != null;
    }

    @Override
    void write(Writing out, Object record, int part) {
        DespatchLine line = (DespatchLine) record;
        for (DespatchOrder order : ((DespatchAdvice) out.document).orders()) {
            String number = order.number();
            if (order.id().equals(line.order()) && number != null) {
                out.put(element, component, number);
                out.trace(place, "order", element, component, number);
            }
        }
        if (line.orderLine() != null) {
            out.put(element, component + 1, line.orderLine());
            out.trace(place, "orderLine", element, component + 1, line.orderLine());
        }
    }
}
