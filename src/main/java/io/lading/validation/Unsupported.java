package io.lading.validation;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.schema.SchemaCatalog;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says of a set that no schema describes what it is that is not known: its release as a whole (AK905 2; 0085 14 at the
 * version), or this set in it (AK502 1; 0085 14). Stateless.
 */
public final class Unsupported {
    /** S009 0052 and 0054 as directories are numbered since 1993, and as service messages are. */
    private static final Pattern DIRECTORY = Pattern.compile("[A-Z]\\.\\d\\d[A-Z]?|\\d\\.\\d|D\\.3");

    private static final int VERSION = 2;
    private static final int RELEASE_OF_GROUP = 8;
    private static final int RELEASE_OF_SET = 3;

    private final SetContext where;
    private final Standard standard;
    private final GroupHeader group;
    private final SetHeader set;

    private Unsupported(SetContext where, Standard standard, GroupHeader group, SetHeader set) {
        this.where = where;
        this.standard = standard;
        this.group = group;
        this.set = set;
    }

    /**
     * The one finding about it. It is the group's, without a transaction set in its position, where the release is that of
     * GS08: then it need be told once for the group.
     *
     * @param catalog the schemas there are; empty where only the set can be named
     */
    public static Finding finding(
            SetContext where, Standard standard, GroupHeader group, SetHeader set, Optional<SchemaCatalog> catalog) {
        Unsupported unsupported = new Unsupported(where, standard, group, set);
        boolean known = catalog.isEmpty() || catalog.get().knowsRelease(standard, set.release());
        return known ? unsupported.set() : unsupported.release(catalog.get().releases(standard, set.type()));
    }

    private Finding set() {
        boolean edifact = standard == Standard.EDIFACT;
        String expected = (edifact ? "a message" : "a transaction set") + " with a schema in release " + set.release();
        return Finding.error(
                FindingCode.SET_NOT_SUPPORTED,
                ofSet(edifact ? 2 : 1, edifact ? 1 : 0, "transaction set identifier"),
                expected,
                set.type());
    }

    private Finding release(List<String> releases) {
        if (standard == Standard.X12) {
            boolean ofSet = !set.convention().isEmpty();
            return Finding.error(
                    FindingCode.VERSION_NOT_SUPPORTED,
                    ofSet ? ofSet(RELEASE_OF_SET, 0, "convention") : ofGroup(),
                    releases.isEmpty()
                            ? "a release with a schema for " + set.type()
                            : "a release with schemas: " + String.join(", ", releases),
                    set.release());
        }
        if (!DIRECTORY.matcher(set.release()).matches()) {
            return Finding.error(
                    FindingCode.VERSION_NOT_SUPPORTED,
                    ofSet(2, VERSION, "message version"),
                    "a version and release such as D.96A, the version being the letter D",
                    set.release());
        }
        return Finding.error(
                FindingCode.VERSION_NOT_SUPPORTED,
                ofSet(2, VERSION, "message version"),
                releases.isEmpty()
                        ? "a directory with a schema for " + set.type()
                        : "a directory with schemas: " + String.join(", ", releases),
                set.release());
    }

    private Position ofSet(int element, int component, String name) {
        return new Position(
                where.file(),
                where.interchange(),
                where.group(),
                set.controlNumber(),
                set.type(),
                standard == Standard.EDIFACT ? "UNH" : "ST",
                1,
                element,
                component,
                0,
                name,
                set.offset());
    }

    private Position ofGroup() {
        return new Position(
                where.file(),
                where.interchange(),
                where.group(),
                null,
                null,
                "GS",
                0,
                RELEASE_OF_GROUP,
                0,
                0,
                "release",
                group.offset());
    }
}
