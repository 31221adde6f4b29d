package io.lading.schema;

import io.lading.interchange.Standard;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One transaction set of one release, compiled: a tree of segments in preorder ("nodes", the set header is node 0) with a
 * table that says where each segment may go from each place. Immutable; may be shared between threads.
 */
public final class Schema {
    /** No node: the segment has no place from here. */
    public static final int NOWHERE = -1;

    private final SchemaSource source;
    private final SegmentNode[] nodes;
    private final int[] tags;
    private final int[] hashedTags;
    private final short[] hashedIndexes;
    private final int hashShift;
    private final short[] steps;
    private final List<QualifiedRule> qualified;
    private final List<PlacedElementRule> placed;
    private final String version;
    private final boolean syntaxFour;
    private volatile @Nullable Schema inSyntaxFour;

    Schema(
            SchemaSource source,
            SegmentNode[] nodes,
            int[] tags,
            short[] steps,
            List<QualifiedRule> qualified,
            List<PlacedElementRule> placed,
            boolean syntaxFour) {
        this.source = source;
        this.syntaxFour = syntaxFour;
        this.nodes = nodes;
        this.tags = tags;
        this.steps = steps;
        this.qualified = List.copyOf(qualified);
        this.placed = List.copyOf(placed);
        this.version = source.version();
        int bits = 32 - Integer.numberOfLeadingZeros(tags.length * 4);
        hashedTags = new int[1 << bits];
        hashedIndexes = new short[1 << bits];
        hashShift = 32 - bits;
        for (int i = 0; i < tags.length; i++) {
            int slot = slot(tags[i]);
            hashedTags[slot] = tags[i];
            hashedIndexes[slot] = (short) (i + 1);
        }
    }

    public Standard standard() {
        return source.standard();
    }

    /** The base release, without an industry's suffix: {@code 004010}. */
    public String release() {
        return source.dictionary().release;
    }

    public String setType() {
        return source.set().type();
    }

    /** GS01 of the groups this set travels in. */
    public String functionalGroup() {
        return source.set().functionalGroup();
    }

    public String label() {
        return source.set().label();
    }

    /** Names content: the same for the same files and overlay, so that old documents can be read by their own schema. */
    public String version() {
        return version;
    }

    /**
     * The same for an interchange of EDIFACT's syntax version 4 (ISO 9735-1): its own service segments, elements that repeat,
     * and security segments around the content. This schema itself in X12.
     */
    public Schema inSyntaxFour() {
        Schema known = inSyntaxFour;
        if (known == null) {
            known = syntaxFour || source.dictionary().syntaxFour == null
                    ? this
                    : SchemaCompiler.compileForSyntaxFour(source);
            inSyntaxFour = known;
        }
        return known;
    }

    /** True for one of {@link #inSyntaxFour()}. */
    public boolean isOfSyntaxFour() {
        return syntaxFour;
    }

    /** This schema with a partner's differences; what does not fit is added to the problems and left out. */
    public Schema with(Overlay overlay, Problems problems) {
        return OverlayCompiler.apply(source, overlay, problems);
    }

    // ---- for people -----------------------------------------------------------------------------------------------

    /** Our name of an element, such as {@code quantity ordered}; null if the release has no such element. */
    public @Nullable String elementName(String tag, int element) {
        LayoutRule layout = layout(tag);
        ElementRule rule = layout == null ? null : layout.element(element);
        return rule == null ? null : rule.label();
    }

    /** The data element's number that acknowledgements quote, such as {@code 324}; empty if there is none. */
    public String elementReference(String tag, int element, int component) {
        LayoutRule layout = layout(tag);
        ElementRule rule = layout == null ? null : layout.element(element);
        LayoutRule components = rule == null ? null : rule.components();
        if (components != null) {
            rule = components.element(component);
        }
        return rule == null ? "" : rule.reference();
    }

    /** Our name of a segment, such as {@code order line}; null if the set has no such segment. */
    public @Nullable String segmentLabel(String tag) {
        LayoutRule layout = layout(tag);
        return layout == null ? null : layout.label();
    }

    /** What a code means, where we know. */
    public @Nullable String codeLabel(String tag, int element, String code) {
        LayoutRule layout = layout(tag);
        ElementRule rule = layout == null ? null : layout.element(element);
        CodeList known = rule == null ? null : rule.knownCodes();
        return known == null ? null : known.label(code);
    }

    /** The rules of the first place where this segment may stand. */
    public @Nullable LayoutRule layout(String tag) {
        int wanted = SegmentTable.packTag(tag);
        return Arrays.stream(nodes)
                .filter(node -> node.tag() == wanted)
                .findFirst()
                .map(SegmentNode::layout)
                .orElse(null);
    }

    /** True if the standard has such a segment in any set, whether we know that or not. */
    public boolean isKnownSegment(String tag) {
        return source.dictionary().segments.containsKey(tag)
                || source.dictionary().tags.contains(tag);
    }

    // ---- for validation -------------------------------------------------------------------------------------------

    public int nodeCount() {
        return nodes.length;
    }

    public SegmentNode node(int node) {
        return nodes[node];
    }

    /** Hot path: the number of a tag in this set, from 1; 0 if the set has no such segment. */
    public int tagIndex(int packedTag) {
        int slot = (packedTag * HASH_FACTOR) >>> hashShift;
        while (true) {
            if (hashedTags[slot] == packedTag) {
                return hashedIndexes[slot];
            }
            if (hashedIndexes[slot] == 0) {
                return 0;
            }
            slot = (slot + 1) & (hashedTags.length - 1);
        }
    }

    /**
     * Hot path: where a segment goes. Zero for nowhere; else the node plus one, negative if mandatory segments are
     * skipped on the way.
     */
    public int step(int node, int tagIndex) {
        return steps[node * tags.length + tagIndex - 1];
    }

    /** Rules about segments with a certain qualifier, which only overlays make. */
    public List<QualifiedRule> qualifiedRules() {
        return qualified;
    }

    /** Rules about elements at certain places only, which only overlays make. */
    public List<PlacedElementRule> placedElementRules() {
        return placed;
    }

    private int slot(int packedTag) {
        int slot = (packedTag * HASH_FACTOR) >>> hashShift;
        while (hashedIndexes[slot] != 0) {
            slot = (slot + 1) & (hashedTags.length - 1);
        }
        return slot;
    }

    SegmentNode[] nodes() {
        return nodes;
    }

    SchemaSource source() {
        return source;
    }

    private static final int HASH_FACTOR = 0x9E3779B1;

    @Override
    public String toString() {
        return standard().label() + " " + release() + " " + setType();
    }

    /** What a schema was compiled from. */
    record SchemaSource(
            Standard standard,
            Dictionary dictionary,
            SetDefinition set,
            Map<String, LayoutRule> overlaidLayouts,
            List<QualifiedRule.Unplaced> qualified,
            List<PlacedElementRule.Unplaced> placed,
            String version) {}
}
