package io.lading.syntax;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import org.jspecify.annotations.Nullable;

/** Counts sets and keeps nothing. */
record CountingListener(long[] counted) implements InterchangeListener {
    @Override
    public void interchangeStarted(InterchangeHeader header) {}

    @Override
    public void groupStarted(GroupHeader header) {}

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        counted[0]++;
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {}

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {}

    @Override
    public void finding(Finding finding) {}
}
