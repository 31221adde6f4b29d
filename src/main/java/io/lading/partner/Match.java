package io.lading.partner;

import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import java.util.Optional;

/**
 * What narrows an agreement down beyond partner, document and release. The agreement that names most wins.
 *
 * @param through only what comes by this connection
 * @param from only this sender (ISA05/06, UNB S002)
 * @param to only this receiver (ISA07/08, UNB S003)
 * @param groupFrom only this GS02 or UNG sender
 * @param groupTo only this GS03 or UNG receiver
 * @param fromAddress only this address for routing within the sender (UNB S002 0008)
 * @param toAddress only this address for routing within us (UNB S003 0014)
 * @param association only this association code (UNH S009 0057; ST03)
 */
public record Match(
        Optional<String> through,
        Optional<Address> from,
        Optional<Address> to,
        Optional<String> groupFrom,
        Optional<String> groupTo,
        Optional<String> fromAddress,
        Optional<String> toAddress,
        Optional<String> association) {

    boolean fits(Connection connection, InterchangeHeader interchange, GroupHeader group, SetHeader set) {
        return fits(through, connection.id())
                && fits(from, new Address(interchange.senderQualifier(), interchange.sender()))
                && fits(to, new Address(interchange.receiverQualifier(), interchange.receiver()))
                && fits(groupFrom, group.sender().stripTrailing())
                && fits(groupTo, group.receiver().stripTrailing())
                && fits(fromAddress, interchange.senderAddress())
                && fits(toAddress, interchange.receiverAddress())
                && fits(association, set.convention());
    }

    /** How many of its parts are given. */
    int precision() {
        return count(through)
                + count(from)
                + count(to)
                + count(groupFrom)
                + count(groupTo)
                + count(fromAddress)
                + count(toAddress)
                + count(association);
    }

    /** True if some interchange could fit both. */
    boolean overlaps(Match other) {
        return meets(through, other.through)
                && meets(from, other.from)
                && meets(to, other.to)
                && meets(groupFrom, other.groupFrom)
                && meets(groupTo, other.groupTo)
                && meets(fromAddress, other.fromAddress)
                && meets(toAddress, other.toAddress)
                && meets(association, other.association);
    }

    private static <T> boolean fits(Optional<T> wanted, T given) {
        return wanted.isEmpty() || wanted.get().equals(given);
    }

    private static <T> boolean meets(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static int count(Optional<?> part) {
        return part.isPresent() ? 1 : 0;
    }
}
