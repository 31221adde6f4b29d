package io.lading.schema;

import io.lading.schema.Overlay.Rule;
import io.lading.schema.Overlay.Use;
import io.lading.schema.Schema.SchemaSource;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Applies a partner's guide to what a schema was compiled from, and compiles it anew. */
final class OverlayCompiler {
    private static final Pattern TARGET =
            Pattern.compile("(?<path>(?:\\w{2,4}/)*)(?<name>\\w{2,6})(?: (?<qualifier>\\S+))?");
    private static final int VERSION_LENGTH = 16;

    private final SchemaSource source;
    private final Problems problems;
    private final SegmentTree tree;
    private final Map<String, LayoutRule> layouts;
    private final List<QualifiedRule.Unplaced> qualified;

    private OverlayCompiler(SchemaSource source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.tree = new SegmentTree(source.set().segments());
        this.layouts = new HashMap<>(source.overlaidLayouts());
        this.qualified = new ArrayList<>(source.qualified());
    }

    static Schema apply(SchemaSource source, Overlay overlay, Problems problems) {
        OverlayCompiler compiler = new OverlayCompiler(source, problems);
        compiler.checkBase(overlay);
        overlay.rules().forEach(compiler::apply);
        SetDefinition set = source.set();
        return SchemaCompiler.compile(new SchemaSource(
                source.standard(),
                source.dictionary(),
                new SetDefinition(set.type(), set.functionalGroup(), set.label(), compiler.tree.segments()),
                compiler.layouts,
                compiler.qualified,
                version(source, overlay)));
    }

    private static String version(SchemaSource source, Overlay overlay) {
        byte[] both = (source.version() + overlay.text()).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(SchemaCatalog.sha256().digest(both)).substring(0, VERSION_LENGTH);
    }

    private void checkBase(Overlay overlay) {
        String base = source.standard().label().toLowerCase(java.util.Locale.ROOT) + "/" + source.dictionary().release
                + "/" + source.set().type();
        if (!overlay.schema().isEmpty()
                && !overlay.schema().equals(base)
                && !overlay.rules().isEmpty()) {
            Place place = overlay.rules().get(0).place();
            problems.add(place, "The guide is for " + overlay.schema() + " but was used with " + base + ".");
        }
    }

    private void apply(Rule rule) {
        Matcher target = TARGET.matcher(rule.target());
        if (!target.matches()) {
            problems.add(
                    rule.place(),
                    "'" + rule.target() + "' names nothing; write a segment (PO1/SDQ), a segment with its qualifier"
                            + " (REF DP) or an element (BEG03).");
            return;
        }
        String name = target.group("name");
        if (source.dictionary().segments.containsKey(name)) {
            segment(rule, target.group("path") + name, target.group("qualifier"));
            return;
        }
        String tag = name.length() < 4 ? "" : name.substring(0, name.length() - 2);
        String digits = name.substring(Math.max(0, name.length() - 2));
        if (source.dictionary().segments.containsKey(tag) && digits.matches("\\d\\d")) {
            element(rule, tag, Integer.parseInt(digits));
            return;
        }
        problems.add(
                rule.place(),
                "There is no segment or element '" + name + "' in " + source.dictionary().release + "."
                        + Problems.didYouMean(name, source.dictionary().segments.keySet()));
    }

    // ---- segments -------------------------------------------------------------------------------------------------

    private void segment(Rule rule, String path, @Nullable String qualifier) {
        if (rule.after() != null) {
            insert(rule, path, rule.after());
            return;
        }
        List<String> places = tree.places(path);
        if (places.size() != 1) {
            problems.add(
                    rule.place(),
                    places.isEmpty()
                            ? "The set has no " + path + "; to allow it, say where with 'after'."
                            : path + " has several places; write one of " + String.join(", ", places) + ".");
            return;
        }
        if (rule.longest() != null
                || !rule.codes().isEmpty()
                || !rule.moreCodes().isEmpty()) {
            problems.add(rule.place(), "Lengths and codes belong to an element, such as " + rule.target() + "01.");
        }
        if (qualifier != null) {
            int most = rule.most() == null ? Integer.MAX_VALUE : rule.most();
            qualified.add(new QualifiedRule.Unplaced(
                    places.get(0), qualifier, rule.use() == Use.MANDATORY, rule.use() == Use.FORBIDDEN ? 0 : most));
            return;
        }
        tree.change(places.get(0), use -> changed(use, rule));
    }

    private static SegmentUse changed(SegmentUse use, Rule rule) {
        boolean mandatory = rule.use() == null ? use.mandatory() : rule.use() == Use.MANDATORY;
        int most = rule.most() == null ? use.most() : rule.most();
        if (rule.use() == Use.FORBIDDEN) {
            most = 0;
        }
        return new SegmentUse(use.tag(), mandatory, most, use.loop(), use.children(), true);
    }

    private void insert(Rule rule, String tag, String after) {
        List<String> places = tree.places(after);
        if (tag.contains("/") || places.size() != 1) {
            problems.add(
                    rule.place(), "'after' must name one segment of the set; places of " + after + ": " + places + ".");
            return;
        }
        SegmentUse added = new SegmentUse(
                tag, rule.use() == Use.MANDATORY, rule.most() == null ? 1 : rule.most(), false, List.of(), true);
        tree.insertAfter(places.get(0), added);
    }

    // ---- elements -------------------------------------------------------------------------------------------------

    private void element(Rule rule, String tag, int place) {
        LayoutRule layout = layouts.get(tag);
        LayoutRule base = layout == null ? SchemaCompiler.layout(source.dictionary(), tag) : layout;
        ElementRule element = base.element(place);
        if (element == null) {
            problems.add(
                    rule.place(), tag + " has " + base.size() + " elements, so there is no " + rule.target() + ".");
            return;
        }
        if (rule.most() != null || rule.after() != null) {
            problems.add(
                    rule.place(), "'max' and 'after' belong to a segment, not to the element " + rule.target() + ".");
        }
        List<ElementRule> elements = new ArrayList<>(base.elements());
        elements.set(place - 1, changed(element, rule));
        layouts.put(tag, new LayoutRule(base.name(), base.label(), elements, base.conditions()));
    }

    private static ElementRule changed(ElementRule element, Rule rule) {
        int overlaid = element.overlaid()
                | (rule.use() == null ? 0 : ElementRule.USE)
                | (rule.longest() == null ? 0 : ElementRule.LENGTH)
                | (rule.codes().isEmpty() ? 0 : ElementRule.CODES);
        return new ElementRule(
                element.reference(),
                element.label(),
                element.type(),
                rule.shortest() == null ? element.shortest() : rule.shortest(),
                rule.longest() == null ? element.longest() : rule.longest(),
                rule.use() == null ? element.mandatory() : rule.use() == Use.MANDATORY,
                rule.use() == Use.FORBIDDEN,
                element.repetitions(),
                codes(element, rule),
                element.knownCodes(),
                element.components(),
                overlaid);
    }

    private static @Nullable CodeList codes(ElementRule element, Rule rule) {
        CodeList known = element.knownCodes();
        if (!rule.codes().isEmpty()) {
            return CodeList.closed(rule.codes(), known == null ? Map.of() : known.labels());
        }
        CodeList codes = element.codes();
        // A list that is open allows every code already.
        return codes == null || rule.moreCodes().isEmpty() ? codes : codes.with(rule.moreCodes());
    }
}
