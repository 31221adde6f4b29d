package io.lading.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What an agreement puts where a document says nothing and the set that is written must.
 *
 * @param unit of quantities, as the documents name it ({@code EA}); null for none
 * @param lineNumbers the step in which lines without a number are counted, 1 unless agreed otherwise
 * @param itemScheme the kind of number that item numbers are written as whose own has no code there, as the documents name it
 *     ({@code mutual}); null for none
 */
public record WritingDefaults(
        @Nullable String unit, int lineNumbers, @Nullable String itemScheme) {
    /** Of an agreement that says nothing. */
    public static final WritingDefaults NONE = new WritingDefaults(null, 1, null);
}
