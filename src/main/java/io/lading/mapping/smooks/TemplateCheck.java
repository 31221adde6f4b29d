package io.lading.mapping.smooks;

import freemarker.core.TemplateElement;
import freemarker.template.Template;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a template may use: directives that write and choose, and functions that work on texts, numbers and lists. What is not
 * listed is refused where it stands: {@code ?new} makes objects, {@code ?api} calls their methods, {@code ?eval} and
 * {@code ?interpret} run what a document says, {@code <#include>} opens files, {@code ?no_esc} steps round escaping. The
 * parsed template is looked at, so that neither blanks nor comments hide anything.
 */
final class TemplateCheck {
    /** As FreeMarker describes its directives; user-defined macros begin with {@code @}. */
    private static final Set<String> DIRECTIVES = Set.of(
            "assign",
            "autoesc",
            "break",
            "case",
            "compress",
            "continue",
            "default",
            "else",
            "elseif",
            "ftl",
            "function",
            "global",
            "if",
            "items",
            "list",
            "local",
            "lt",
            "macro",
            "nested",
            "nt",
            "on",
            "return",
            "rt",
            "sep",
            "switch",
            "t");

    private static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "c",
            "cap_first",
            "capitalize",
            "ceiling",
            "chop_linebreak",
            "chunk",
            "cn",
            "contains",
            "counter",
            "date",
            "datetime",
            "default",
            "drop_while",
            "ends_with",
            "ensure_ends_with",
            "ensure_starts_with",
            "esc",
            "exists",
            "filter",
            "first",
            "floor",
            "has_content",
            "has_next",
            "if_exists",
            "index",
            "index_of",
            "is_boolean",
            "is_even_item",
            "is_first",
            "is_hash",
            "is_last",
            "is_number",
            "is_odd_item",
            "is_sequence",
            "is_string",
            "iso_utc",
            "item_cycle",
            "item_parity",
            "join",
            "keep_after",
            "keep_after_last",
            "keep_before",
            "keep_before_last",
            "keys",
            "last",
            "last_index_of",
            "left_pad",
            "length",
            "lower_case",
            "map",
            "matches",
            "max",
            "min",
            "number",
            "remove_beginning",
            "remove_ending",
            "replace",
            "reverse",
            "right_pad",
            "round",
            "seq_contains",
            "seq_index_of",
            "seq_last_index_of",
            "sequence",
            "size",
            "sort",
            "sort_by",
            "split",
            "starts_with",
            "string",
            "substring",
            "switch",
            "take_while",
            "then",
            "time",
            "trim",
            "truncate",
            "uncap_first",
            "upper_case",
            "url",
            "values",
            "word_list");

    /** {@code ?name}, but not the second mark of {@code ??}. */
    private static final Pattern FUNCTION = Pattern.compile("\\?\\s*([A-Za-z_][A-Za-z0-9_]*)");

    private static final Pattern DIRECTIVE = Pattern.compile("#([A-Za-z_]+)");

    /** Names of FreeMarker's own, such as {@code .get_optional_template}; none is needed. */
    private static final Pattern SPECIAL = Pattern.compile("(?<![A-Za-z0-9_\\])!.?@\"'])\\.([A-Za-z_]+)");

    private final String file;
    private final Problems problems;

    TemplateCheck(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    @SuppressWarnings("deprecation") // FreeMarker offers no other way to its parsed templates
    void check(Template template) {
        element(template.getRootTreeNode());
    }

    @SuppressWarnings("deprecation")
    private void element(TemplateElement element) {
        String description = element.getDescription();
        boolean text = element.getClass().getSimpleName().equals("TextBlock")
                || element.getClass().getSimpleName().equals("Comment");
        if (!text) {
            Place place = new Place(file, Math.max(1, element.getBeginLine()), Math.max(1, element.getBeginColumn()));
            described(description, place);
        }
        for (int i = 0; i < element.getChildCount(); i++) {
            if (element.getChildAt(i) instanceof TemplateElement child) {
                element(child);
            }
        }
    }

    private void described(String description, Place place) {
        Matcher directive = DIRECTIVE.matcher(description);
        if (directive.lookingAt() && !isContainer(description) && !DIRECTIVES.contains(directive.group(1))) {
            problems.add(place, "A template must not use <#" + directive.group(1) + ">.");
        }
        Matcher function = FUNCTION.matcher(description);
        while (function.find()) {
            if (!FUNCTIONS.contains(function.group(1))) {
                problems.add(place, "A template must not use ?" + function.group(1) + ".");
            }
        }
        Matcher special = SPECIAL.matcher(description);
        while (special.find()) {
            problems.add(place, "A template must not use ." + special.group(1) + ".");
        }
    }

    /** FreeMarker's own nodes around others: {@code #mixed_content}, {@code #if-#elseif-#else-container}. */
    private static boolean isContainer(String description) {
        return description.startsWith("#mixed_content") || description.contains("-container");
    }
}
