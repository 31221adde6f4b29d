package io.lading.mapping.registry;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transaction sets of a case's input: a whole interchange, or one set from ST to SE or from UNH to UNT. For one use. */
final class EdiSets implements InterchangeListener {
    private static final String FRAGMENT_RELEASE = "004010";

    private final String file;
    private final List<EdiSource> sets = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private String interchange = "";
    private String group = "";

    private EdiSets(String file) {
        this.file = file;
    }

    static EdiSets read(byte[] bytes, String file) {
        EdiSets sets = new EdiSets(file);
        if (begins(bytes, "ST")) {
            SegmentTable table =
                    InterchangeReader.readSet(bytes, 0, bytes.length, 0, Standard.X12, SegmentText.DELIMITERS, "00401");
            sets.add(table, table.text(0, 1), table.text(0, 2), FRAGMENT_RELEASE);
        } else if (begins(bytes, "UNH")) {
            SegmentTable table = InterchangeReader.readSet(
                    bytes, 0, bytes.length, 0, Standard.EDIFACT, Delimiters.EDIFACT_DEFAULT, "UNOC:3");
            String release = table.text(0, 2, 1, 2) + "." + table.text(0, 2, 1, 3);
            sets.add(table, table.text(0, 2), table.text(0, 1), release);
        } else {
            InterchangeReader.read(bytes, ReaderOptions.strict(file), sets);
        }
        return sets;
    }

    private static boolean begins(byte[] bytes, String tag) {
        return new String(bytes, 0, Math.min(bytes.length, tag.length()), StandardCharsets.ISO_8859_1).equals(tag);
    }

    List<EdiSource> sets() {
        return sets;
    }

    List<Finding> findings() {
        return findings;
    }

    private void add(SegmentTable table, String type, String number, String release) {
        Position place = new Position(file, interchange, group, number, type, null, 0, 0, 0, 0, null, table.offset(0));
        sets.add(new EdiSource(table, place, release));
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        interchange = header.controlNumber();
    }

    @Override
    public void groupStarted(GroupHeader header) {
        group = header.controlNumber();
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        add(set.copy(), header.type(), header.controlNumber(), header.release());
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {}

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {}

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
    }
}
