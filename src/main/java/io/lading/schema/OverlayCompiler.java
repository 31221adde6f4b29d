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
    /** {@code HL[03=I]}, {@code REF}, {@code REF[01=DP].02}, {@code C507.02.1}; the last step may also be {@code BEG03}. */
    private static final Pattern STEP = Pattern.compile(
            "(?<name>\\w{2,5})(?:\\[(?<at>\\d{1,2})=(?<code>[^\\]]+)])?(?:\\.(?<element>\\d{1,2})(?:\\.(?<component>\\d{1,2}))?)?");

    private static final int VERSION_LENGTH = 16;

    private final SchemaSource source;
    private final Problems problems;
    private final SegmentTree tree;
    private final Map<String, LayoutRule> layouts;
    private final List<QualifiedRule.Unplaced> qualified;
    private final List<PlacedElementRule.Unplaced> placed;

    private OverlayCompiler(SchemaSource source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.tree = new SegmentTree(source.set().segments());
        this.layouts = new HashMap<>(source.overlaidLayouts());
        this.qualified = new ArrayList<>(source.qualified());
        this.placed = new ArrayList<>(source.placed());
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
                compiler.placed,
                version(source, overlay)));
    }

    private static String version(SchemaSource source, Overlay overlay) {
        byte[] both = (source.version() + overlay.text()).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(SchemaFolder.sha256().digest(both)).substring(0, VERSION_LENGTH);
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
        Target target = target(rule);
        if (target == null) {
            problems.add(
                    rule.place(),
                    "'" + rule.target() + "' names nothing; write a segment (PO1/SDQ), a segment with its qualifier"
                            + " (REF DP, HL[03=I]/SN1) or an element (BEG03, REF[01=DP].02).");
            return;
        }
        for (String tag : target.path().split("/")) {
            if (!source.dictionary().segments.containsKey(tag)) {
                problems.add(
                        rule.place(),
                        "There is no segment or element '" + tag + "' in " + source.dictionary().release + "."
                                + Problems.didYouMean(
                                        tag, source.dictionary().segments.keySet()));
                return;
            }
        }
        boolean everywhere = target.selectors().isEmpty() && !target.path().contains("/");
        if (target.element() == 0) {
            segment(rule, target);
        } else if (everywhere) {
            element(rule, target);
        } else {
            placedElement(rule, target);
        }
    }

    /** What a rule is about: tags, what some of them must hold, and the element, 0 for the segment itself. */
    private record Target(String path, List<Selector.Unplaced> selectors, int element, int component) {}

    private @Nullable Target target(Rule rule) {
        String[] halves = rule.target().split(" ", -1);
        if (halves.length > 2) {
            return null;
        }
        List<String> path = new ArrayList<>();
        List<Selector.Unplaced> selectors = new ArrayList<>();
        int element = 0;
        int component = 0;
        String[] steps = halves[0].split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            Matcher step = STEP.matcher(steps[i]);
            boolean last = i == steps.length - 1;
            if (!step.matches() || (!last && step.group("element") != null)) {
                return null;
            }
            String tag = step.group("name");
            if (step.group("element") != null) {
                element = Integer.parseInt(step.group("element"));
                component = step.group("component") == null ? 0 : Integer.parseInt(step.group("component"));
            } else if (last && !source.dictionary().segments.containsKey(tag) && namesElement(tag)) {
                element = Integer.parseInt(tag.substring(tag.length() - 2));
                tag = tag.substring(0, tag.length() - 2);
            }
            path.add(tag);
            if (step.group("at") != null) {
                int at = Integer.parseInt(step.group("at"));
                selectors.add(new Selector.Unplaced(String.join("/", path), at, step.group("code")));
            }
        }
        String all = String.join("/", path);
        if (halves.length == 2) {
            selectors.add(new Selector.Unplaced(all, 1, halves[1]));
        }
        return new Target(all, selectors, element, component);
    }

    /** {@code BEG03}: a segment's tag and two digits. */
    private boolean namesElement(String name) {
        int tag = name.length() - 2;
        return tag >= 2
                && name.substring(tag).matches("\\d\\d")
                && source.dictionary().segments.containsKey(name.substring(0, tag));
    }

    // ---- segments -------------------------------------------------------------------------------------------------

    private void segment(Rule rule, Target target) {
        if (rule.after() != null) {
            insert(rule, target.path(), rule.after());
            return;
        }
        String place = place(rule, target.path());
        if (place == null) {
            return;
        }
        if (rule.longest() != null
                || !rule.codes().isEmpty()
                || !rule.moreCodes().isEmpty()) {
            problems.add(rule.place(), "Lengths and codes belong to an element, such as " + rule.target() + "01.");
        }
        if (!target.selectors().isEmpty()) {
            int most = rule.most() == null ? Integer.MAX_VALUE : rule.most();
            qualified.add(new QualifiedRule.Unplaced(
                    place,
                    atPlace(target, place),
                    rule.use() == Use.MANDATORY,
                    rule.use() == Use.FORBIDDEN ? 0 : most));
            return;
        }
        tree.change(place, use -> changed(use, rule));
    }

    private @Nullable String place(Rule rule, String path) {
        List<String> places = tree.places(path);
        if (places.size() == 1) {
            return places.get(0);
        }
        problems.add(
                rule.place(),
                places.isEmpty()
                        ? "The set has no " + path + "; to allow it, say where with 'after'."
                        : path + " has several places; write one of " + String.join(", ", places) + ".");
        return null;
    }

    /** A guide may leave out the outer loops of a path; selectors then count from the whole one. */
    private static List<Selector.Unplaced> atPlace(Target target, String place) {
        String outer = place.substring(0, place.length() - target.path().length());
        return target.selectors().stream()
                .map(selector -> new Selector.Unplaced(outer + selector.path(), selector.element(), selector.code()))
                .toList();
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

    private void element(Rule rule, Target target) {
        String tag = target.path();
        LayoutRule layout = layout(tag);
        ElementRule element = element(rule, target, layout);
        if (element == null) {
            return;
        }
        ElementRule whole = layout.elements().get(target.element() - 1);
        layouts.put(
                tag,
                withElement(
                        layout,
                        target.element(),
                        target.component() == 0
                                ? changed(element, rule)
                                : withComponent(whole, target.component(), changed(element, rule))));
    }

    private void placedElement(Rule rule, Target target) {
        String tag = target.path().substring(target.path().lastIndexOf('/') + 1);
        String place = place(rule, target.path());
        ElementRule element = element(rule, target, layout(tag));
        if (place == null || element == null) {
            return;
        }
        boolean wider = !rule.moreCodes().isEmpty()
                || (rule.longest() != null && rule.longest() > element.longest())
                || (rule.shortest() != null && rule.shortest() < element.shortest())
                || (rule.use() == Use.OPTIONAL && element.mandatory());
        if (wider) {
            problems.add(
                    rule.place(),
                    "A rule for one place can only ask for more than the standard; to ask for less, write " + tag
                            + "%02d".formatted(target.element()) + ".");
            return;
        }
        placed.add(new PlacedElementRule.Unplaced(
                place, atPlace(target, place), target.element(), target.component(), changed(element, rule)));
    }

    private LayoutRule layout(String tag) {
        LayoutRule layout = layouts.get(tag);
        return layout == null ? SchemaCompiler.layout(source.dictionary(), tag) : layout;
    }

    private @Nullable ElementRule element(Rule rule, Target target, LayoutRule layout) {
        if (rule.most() != null || rule.after() != null) {
            problems.add(
                    rule.place(), "'max' and 'after' belong to a segment, not to the element " + rule.target() + ".");
        }
        ElementRule element = layout.element(target.element());
        if (element == null) {
            problems.add(
                    rule.place(),
                    layout.name() + " has " + layout.size() + " elements, so there is no " + rule.target() + ".");
            return null;
        }
        LayoutRule components = element.components();
        if (target.component() == 0 || components == null) {
            return element;
        }
        ElementRule component = components.element(target.component());
        if (component == null) {
            problems.add(
                    rule.place(),
                    "There are " + components.size() + " components, so there is no " + rule.target() + ".");
        }
        return component;
    }

    private static LayoutRule withElement(LayoutRule layout, int place, ElementRule element) {
        List<ElementRule> elements = new ArrayList<>(layout.elements());
        elements.set(place - 1, element);
        return new LayoutRule(layout.name(), layout.label(), elements, layout.conditions());
    }

    private static ElementRule withComponent(ElementRule whole, int place, ElementRule component) {
        LayoutRule components = whole.components();
        return new ElementRule(
                whole.reference(),
                whole.label(),
                whole.type(),
                whole.shortest(),
                whole.longest(),
                whole.mandatory(),
                whole.forbidden(),
                whole.repetitions(),
                whole.codes(),
                whole.knownCodes(),
                components == null ? null : withElement(components, place, component),
                whole.overlaid());
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
