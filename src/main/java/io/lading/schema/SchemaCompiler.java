package io.lading.schema;

import io.lading.schema.Schema.SchemaSource;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what was read into nodes and a table of steps. */
final class SchemaCompiler {
    private final SchemaSource source;
    private final Map<String, LayoutRule> layouts = new HashMap<>();
    private final List<SegmentNode> nodes = new ArrayList<>();

    private Function<String, LayoutRule> layoutOf;

    private SchemaCompiler(SchemaSource source) {
        this.source = source;
        this.layoutOf = tag -> layout(source.dictionary(), tag);
        layouts.putAll(source.overlaidLayouts());
    }

    static Schema compile(SchemaSource source) {
        return compile(source, false);
    }

    static Schema compileForSyntaxFour(SchemaSource source) {
        return compile(source, true);
    }

    private static Schema compile(SchemaSource source, boolean syntaxFour) {
        SchemaCompiler compiler = new SchemaCompiler(source);
        if (syntaxFour) {
            source.overlaidLayouts()
                    .forEach((tag, rule) -> compiler.layouts.put(tag, compiler.inSyntaxFour(tag, rule)));
            compiler.layoutOf = tag -> compiler.inSyntaxFour(tag, layout(source.dictionary(), tag));
        }
        compiler.addAll(source.set().segments(), -1);
        SegmentNode[] nodes = compiler.nodes.toArray(SegmentNode[]::new);
        int[] tags =
                compiler.nodes.stream().mapToInt(SegmentNode::tag).distinct().toArray();
        return new Schema(
                source, nodes, tags, steps(nodes, tags), qualified(source, nodes), placed(source, nodes), syntaxFour);
    }

    /** Service segments are those of the syntax version, unless a guide has its own rules for them. */
    private LayoutRule inSyntaxFour(String tag, LayoutRule rule) {
        Dictionary service = source.dictionary().syntaxFour;
        boolean overlaid = source.overlaidLayouts().containsKey(tag);
        if (service != null && tag.startsWith("UN") && service.segments.containsKey(tag) && !overlaid) {
            return layout(service, tag);
        }
        Layout layout = source.dictionary().segments.get(tag);
        return layout == null ? rule : rule.repeating(layout);
    }

    private static List<QualifiedRule> qualified(SchemaSource source, SegmentNode[] nodes) {
        List<QualifiedRule> rules = new ArrayList<>();
        for (QualifiedRule.Unplaced rule : source.qualified()) {
            SegmentNode node = node(nodes, rule.path());
            rules.add(new QualifiedRule(
                    node,
                    selectors(nodes, rule.selectors(), node, false),
                    selectors(nodes, rule.selectors(), node, true),
                    rule.mandatory(),
                    rule.most()));
        }
        return rules;
    }

    private static List<PlacedElementRule> placed(SchemaSource source, SegmentNode[] nodes) {
        List<PlacedElementRule> rules = new ArrayList<>();
        for (PlacedElementRule.Unplaced rule : source.placed()) {
            SegmentNode node = node(nodes, rule.path());
            rules.add(new PlacedElementRule(
                    node,
                    selectors(nodes, rule.selectors(), node, false),
                    selectors(nodes, rule.selectors(), node, true),
                    rule.element(),
                    rule.component(),
                    rule.rule()));
        }
        return rules;
    }

    /** @param own true for those about the place itself, false for those about the loops around it */
    private static List<Selector> selectors(
            SegmentNode[] nodes, List<Selector.Unplaced> unplaced, SegmentNode place, boolean own) {
        List<Selector> selectors = new ArrayList<>();
        for (Selector.Unplaced selector : unplaced) {
            SegmentNode node = node(nodes, selector.path());
            if ((node.index() == place.index()) == own) {
                selectors.add(new Selector(node, selector.element(), selector.code()));
            }
        }
        return List.copyOf(selectors);
    }

    private static SegmentNode node(SegmentNode[] nodes, String path) {
        for (SegmentNode node : nodes) {
            if (path(nodes, node).equals(path)) {
                return node;
            }
        }
        throw new IllegalStateException("The tree let pass a place that is none: " + path);
    }

    private static String path(SegmentNode[] nodes, SegmentNode node) {
        return node.parent() < 0 ? node.name() : path(nodes, nodes[node.parent()]) + "/" + node.name();
    }

    private void addAll(List<SegmentUse> uses, int parent) {
        for (SegmentUse use : uses) {
            int index = nodes.size();
            nodes.add(node(use, index, parent, index + 1));
            addAll(use.children(), index);
            nodes.set(index, node(use, index, parent, nodes.size()));
        }
    }

    private SegmentNode node(SegmentUse use, int index, int parent, int end) {
        return new SegmentNode(
                index,
                SegmentTable.packTag(use.tag()),
                use.tag(),
                use.mandatory(),
                use.most(),
                use.loop(),
                parent,
                end,
                layouts.computeIfAbsent(use.tag(), layoutOf),
                use.overlaid());
    }

    /** The dictionary's rules of a segment. */
    static LayoutRule layout(Dictionary dictionary, String tag) {
        Layout layout = dictionary.segments.get(tag);
        if (layout == null) {
            throw new IllegalStateException("The readers let pass a segment without a layout: " + tag);
        }
        return layout(dictionary, layout);
    }

    private static LayoutRule layout(Dictionary dictionary, Layout layout) {
        List<ElementRule> rules =
                layout.uses().stream().map(use -> element(dictionary, use)).toList();
        return new LayoutRule(layout.name(), layout.label(), rules, layout.conditions());
    }

    private static ElementRule element(Dictionary dictionary, Layout.Use use) {
        Layout composite = dictionary.composites.get(use.reference());
        if (composite != null) {
            String label = use.label().isEmpty() ? composite.label() : use.label();
            return new ElementRule(
                    use.reference(),
                    label,
                    ElementType.TEXT,
                    0,
                    Integer.MAX_VALUE,
                    use.mandatory(),
                    false,
                    use.repetitions(),
                    null,
                    null,
                    layout(dictionary, composite),
                    0);
        }
        ElementDefinition element = dictionary.elements.get(use.reference());
        if (element == null) {
            throw new IllegalStateException("The readers let pass an element without definition: " + use.reference());
        }
        CodeList known = dictionary.codes.get(use.reference());
        return new ElementRule(
                use.reference(),
                use.label().isEmpty() ? element.label() : use.label(),
                element.type(),
                element.shortest(),
                element.longest(),
                use.mandatory(),
                false,
                use.repetitions(),
                closed(known),
                known,
                null,
                0);
    }

    private static @Nullable CodeList closed(@Nullable CodeList known) {
        return known != null && known.isClosed() ? known : null;
    }

    // ---- steps ----------------------------------------------------------------------------------------------------

    private static short[] steps(SegmentNode[] nodes, int[] tags) {
        Map<Integer, Integer> index = new HashMap<>();
        for (int i = 0; i < tags.length; i++) {
            index.put(tags[i], i);
        }
        short[] steps = new short[nodes.length * tags.length];
        for (SegmentNode at : nodes) {
            new StepFinder(nodes, at).forEach((target, skips) -> {
                Integer tag = index.get(nodes[target].tag());
                int slot = at.index() * tags.length + (tag == null ? 0 : tag);
                if (steps[slot] == 0) {
                    steps[slot] = (short) (skips ? -(target + 1) : target + 1);
                }
            });
        }
        return steps;
    }
}
