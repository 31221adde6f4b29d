package io.lading.mapping.binding;

import io.lading.document.DespatchAdvice;
import io.lading.document.DespatchLine;
import io.lading.document.DespatchOrder;
import io.lading.document.HandlingUnit;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A despatch advice as a tree of a given shape, to be written: which order stands in which unit or the other way round.
 * What the shape cannot say is reported. For one use.
 */
final class DespatchTree {

    /** What stands at a node. */
    enum Kind {
        SHIPMENT,
        ORDER,
        UNIT,
        LINE
    }

    /**
     * @param record the document, an order, a unit or a line
     * @param path of the record: {@code lines[2]}; empty for the document
     */
    record Node(Kind kind, Object record, String path, List<Node> children) {}

    private final Writing out;
    private final DespatchAdvice document;
    private final Set<String> written = new LinkedHashSet<>();

    private DespatchTree(Writing out, DespatchAdvice document) {
        this.out = out;
        this.document = document;
    }

    /** @param shape the levels from the outermost, O, P and I, each at most once: {@code OPI}, {@code PI} */
    static Node of(Writing out, DespatchAdvice document, String shape) {
        DespatchTree tree = new DespatchTree(out, document);
        Node root = new Node(Kind.SHIPMENT, document, "", new ArrayList<>());
        int lines = document.lines().size();
        tree.fill(root, shape, IntStream.range(0, lines).boxed().toList());
        tree.reportUnwritten(shape);
        return root;
    }

    /** The shape that says all of a document. */
    static String shapeFor(DespatchAdvice document) {
        if (document.handlingUnits().isEmpty()) {
            return "SOI";
        }
        boolean spread = document.lines().stream().anyMatch(line -> line.units().size() > 1);
        return spread ? "SOIP" : "SOPI";
    }

    /** The levels of a shape that a document really has: without units no P, without orders no O. */
    static String levels(DespatchAdvice document, String shape) {
        boolean units = !document.handlingUnits().isEmpty();
        boolean orders = document.lines().isEmpty()
                || document.orders().stream().anyMatch(order -> document.lines().stream()
                        .anyMatch(line -> order.id().equals(line.order())));
        String levels = units ? shape : shape.replace("P", "");
        return orders ? levels : levels.replace("O", "");
    }

    private void fill(Node parent, String shape, List<Integer> lines) {
        if (shape.isEmpty()) {
            return;
        }
        String below = shape.substring(1);
        switch (shape.charAt(0)) {
            case 'O' -> addOrders(parent, below, lines);
            case 'P' -> addUnits(parent, below, lines);
            default -> addLines(parent, below, lines);
        }
    }

    private void addOrders(Node parent, String below, List<Integer> lines) {
        List<DespatchOrder> orders = document.orders();
        List<Integer> left = new ArrayList<>(lines);
        for (int i = 0; i < orders.size(); i++) {
            String id = orders.get(i).id();
            List<Integer> own = lines.stream()
                    .filter(line -> id.equals(document.lines().get(line).order()))
                    .toList();
            left.removeAll(own);
            boolean empty = parent.kind() == Kind.SHIPMENT
                    && document.lines().stream().noneMatch(line -> id.equals(line.order()));
            if (!own.isEmpty() || empty) {
                Node node = new Node(Kind.ORDER, orders.get(i), "orders[" + i + "]", new ArrayList<>());
                parent.children().add(node);
                fill(node, below, own);
            }
        }
        if (!left.isEmpty()) {
            fill(parent, below, left);
        }
    }

    private void addUnits(Node parent, String below, List<Integer> lines) {
        if (parent.kind() == Kind.LINE) {
            addUnitsOfLine(parent, (DespatchLine) parent.record());
            return;
        }
        List<Integer> loose = lines.stream()
                .filter(line -> document.lines().get(line).units().isEmpty())
                .toList();
        if (!loose.isEmpty()) {
            fill(parent, below, loose);
        }
        boolean all = parent.kind() == Kind.SHIPMENT || !written.contains("units");
        written.add("units");
        addUnits(parent, below, lines, null, all);
    }

    /** Adds the units that stand in one unit and hold some of the lines, or that hold nothing at all. */
    private boolean addUnits(Node parent, String below, List<Integer> lines, @Nullable String holder, boolean all) {
        boolean any = false;
        List<HandlingUnit> units = document.handlingUnits();
        for (int i = 0; i < units.size(); i++) {
            HandlingUnit unit = units.get(i);
            if (!Objects.equals(unit.parent(), holder)) {
                continue;
            }
            Node node = new Node(Kind.UNIT, unit, "handlingUnits[" + i + "]", new ArrayList<>());
            List<Integer> own = lines.stream()
                    .filter(line -> document.lines().get(line).units().indexOf(unit.id()) == 0)
                    .toList();
            boolean inner = addUnits(node, below, lines, unit.id(), all);
            if (!own.isEmpty()) {
                fill(node, below, own);
            }
            if (inner || !own.isEmpty() || (all && isEmpty(unit))) {
                parent.children().add(node);
                written.add("unit " + unit.id());
                any = true;
            }
        }
        return any;
    }

    /** True if no line is in a unit or in one that it holds. */
    private boolean isEmpty(HandlingUnit unit) {
        boolean holdsLine =
                document.lines().stream().anyMatch(line -> line.units().contains(unit.id()));
        return !holdsLine
                && document.handlingUnits().stream()
                        .filter(inner -> unit.id().equals(inner.parent()))
                        .allMatch(this::isEmpty);
    }

    private void addUnitsOfLine(Node parent, DespatchLine line) {
        List<HandlingUnit> units = document.handlingUnits();
        for (int i = 0; i < units.size(); i++) {
            if (line.units().contains(units.get(i).id())) {
                parent.children().add(new Node(Kind.UNIT, units.get(i), "handlingUnits[" + i + "]", new ArrayList<>()));
                written.add("unit " + units.get(i).id());
            }
        }
    }

    private void addLines(Node parent, String below, List<Integer> lines) {
        for (int line : lines) {
            DespatchLine record = document.lines().get(line);
            Node node = new Node(Kind.LINE, record, "lines[" + line + "]", new ArrayList<>());
            parent.children().add(node);
            if (record.units().size() > 1 && !below.contains("P")) {
                report("lines[" + line + "].units", "one unit for each line", String.join(", ", record.units()));
            }
            fill(node, below, List.of(line));
        }
    }

    private void reportUnwritten(String shape) {
        for (int i = 0; i < document.handlingUnits().size(); i++) {
            String id = document.handlingUnits().get(i).id();
            if (!written.contains("unit " + id)) {
                report("handlingUnits[" + i + "]", "units that the shape S" + shape + " has a place for", "unit " + id);
            }
        }
        if (!shape.contains("O")) {
            return;
        }
        for (int i = 0; i < document.lines().size(); i++) {
            String order = document.lines().get(i).order();
            if (order != null
                    && document.orders().stream().noneMatch(known -> known.id().equals(order))) {
                report("lines[" + i + "].order", "the id of one of the orders", order);
            }
        }
    }

    private void report(String field, String expected, String found) {
        out.report(FindingCode.VALUE_NOT_USABLE, Severity.WARNING, 0, field, expected, found);
    }
}
