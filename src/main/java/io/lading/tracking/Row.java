package io.lading.tracking;

import org.jspecify.annotations.Nullable;

/** A row of the record, as it is written. */
public interface Row {

    Table table();

    /** In the order of the table's columns. */
    @Nullable
    Object[] values();
}
