package io.lading.mapping.smooks;

import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import io.lading.syntax.SegmentTable;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Tells a transaction set as XML: the set, its segments, their elements by tag and number, components below them. Where the
 * schema is known a loop's segments stand inside the segment that starts it. For one set.
 *
 * <pre>
 * 850/PO1/PO102          element 2 of PO1
 * 850/PO1/PID/PID05      of a PID in the loop of that PO1
 * ORDERS/LIN/LIN03/LIN0301   component 1 of element 3
 * </pre>
 */
final class SetEvents {
    private static final String CHARACTERS = "CDATA";

    private final ContentHandler handler;
    private final @Nullable Schema schema;
    private final SegmentTable set;
    /** The loops that are open, innermost first, by their nodes. */
    private final Deque<SegmentNode> loops = new ArrayDeque<>();

    private int at;

    SetEvents(ContentHandler handler, @Nullable Schema schema, SegmentTable set) {
        this.handler = handler;
        this.schema = schema;
        this.set = set;
    }

    /** @param type ST01 or UNH 0065, which names the element around all others */
    void tell(String type, String release) throws SAXException {
        AttributesImpl attributes = new AttributesImpl();
        attributes.addAttribute("", "release", "release", CHARACTERS, release);
        start(type, attributes);
        for (int segment = 0; segment < set.segmentCount(); segment++) {
            segment(segment);
        }
        closeLoops(-1);
        end(type);
    }

    private void segment(int segment) throws SAXException {
        String tag = set.tagText(segment);
        SegmentNode node = node(segment);
        closeLoops(node == null ? -1 : node.parent());
        AttributesImpl attributes = new AttributesImpl();
        attributes.addAttribute("", "segment", "segment", CHARACTERS, String.valueOf(segment + 1));
        attributes.addAttribute("", "offset", "offset", CHARACTERS, String.valueOf(set.offset(segment)));
        start(tag, attributes);
        LayoutRule layout = node == null ? null : node.layout();
        int token = set.tokensBegin(segment);
        while (token < set.tokensEnd(segment)) {
            token = element(tag, token, set.tokensEnd(segment), layout);
        }
        if (node != null && node.loop()) {
            loops.push(node);
        } else {
            end(tag);
        }
    }

    /** Where the segment stands in the schema; null if nowhere. */
    private @Nullable SegmentNode node(int segment) {
        if (schema == null) {
            return null;
        }
        int tag = schema.tagIndex(set.tag(segment));
        if (segment == 0 || tag == 0) {
            return segment == 0 ? schema.node(0) : null;
        }
        int step = schema.step(at, tag);
        if (step == 0) {
            return null;
        }
        at = Math.abs(step) - 1;
        return schema.node(at);
    }

    /** Closes the loops inside of which the next segment does not stand. */
    private void closeLoops(int parent) throws SAXException {
        while (!loops.isEmpty() && loops.getFirst().index() != parent) {
            end(loops.pop().name());
        }
    }

    /** One repetition of an element with all its components; answers the token after it. */
    private int element(String tag, int first, int end, @Nullable LayoutRule layout) throws SAXException {
        int place = set.elementOf(first);
        int next = first + 1;
        while (next < end && set.elementOf(next) == place && set.repetitionOf(next) == set.repetitionOf(first)) {
            next++;
        }
        ElementRule rule = layout == null ? null : layout.element(place);
        boolean composite = next > first + 1 || (rule != null && rule.components() != null);
        String name = tag + digits(place);
        if (!composite) {
            if (!set.isEmpty(first)) {
                value(name, set.text(first));
            }
            return next;
        }
        start(name, new AttributesImpl());
        for (int token = first; token < next; token++) {
            if (!set.isEmpty(token)) {
                value(name + digits(set.componentOf(token)), set.text(token));
            }
        }
        end(name);
        return next;
    }

    private void value(String name, String text) throws SAXException {
        start(name, new AttributesImpl());
        handler.characters(text.toCharArray(), 0, text.length());
        end(name);
    }

    private static String digits(int place) {
        return place < 10 ? "0" + place : String.valueOf(place);
    }

    private void start(String name, AttributesImpl attributes) throws SAXException {
        String written = EdiXmlReader.elementName(name);
        handler.startElement("", written, written, attributes);
    }

    private void end(String name) throws SAXException {
        String written = EdiXmlReader.elementName(name);
        handler.endElement("", written, written);
    }
}
