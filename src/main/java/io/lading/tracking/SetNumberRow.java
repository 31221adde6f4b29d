package io.lading.tracking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The business numbers of a transaction set of which no document was made. */
public record SetNumberRow(long setId, long transmissionId, String documentType, String number, List<String> numbers)
        implements Row {

    @Override
    public Table table() {
        return Table.SET_NUMBER;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {setId, transmissionId, documentType, number, numbers.toArray(new String[0])};
    }
}
