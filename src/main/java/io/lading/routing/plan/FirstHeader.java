package io.lading.routing.plan;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import org.jspecify.annotations.Nullable;

/** Who sent a file to whom, by its first interchange header. */
final class FirstHeader implements InterchangeListener {
    private @Nullable InterchangeHeader first;

    private FirstHeader() {}

    /** Null if it holds no interchange. */
    static @Nullable InterchangeHeader of(String name, byte[] bytes) {
        FirstHeader found = new FirstHeader();
        InterchangeReader.read(bytes, ReaderOptions.strict(name), found);
        return found.first;
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        if (first == null) {
            first = header;
        }
    }

    @Override
    public void groupStarted(GroupHeader header) {
        // Only the interchange says who speaks.
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        // Only the interchange says who speaks.
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {
        // Only the interchange says who speaks.
    }

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {
        // Only the interchange says who speaks.
    }

    @Override
    public void finding(Finding finding) {
        // The rehearsal tells what is wrong.
    }
}
