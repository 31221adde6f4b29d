package io.lading.routing.deliver;

import io.lading.interchange.Usage;
import io.lading.partner.Connection;
import io.lading.tracking.Again;
import io.lading.tracking.Direction;
import io.lading.tracking.Hop;
import io.lading.tracking.Ids;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.RecordId;
import io.lading.tracking.TransmissionRow;
import io.lading.tracking.TransmissionState;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WorkRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an outbound transmission and its work into a unit of work. From its commit on, the exact bytes, their stable key
 * and their file name are fixed, whatever happens to the process.
 */
public final class Dispatch {
    private final Ids ids;

    public Dispatch(Ids ids) {
        this.ids = ids;
    }

    /**
     * What goes where.
     *
     * @param id the transmission's id, from which key and file name are made
     * @param payload the bytes, kept already
     * @param names what a file name may be made of besides the id: document, number, control, extension …
     * @param orderKey what must be sent one after another, if anything
     * @param origin the received transmission that brought it about; its place in the order
     * @param originFlow the connection that one came through
     * @param urgent true if it does not wait for the connection's window
     */
    public record Parcel(
            long id,
            Connection connection,
            Usage usage,
            Lane lane,
            Payloads.Kept payload,
            String mediaType,
            String syntax,
            Map<String, String> names,
            @Nullable Long orderKey,
            long origin,
            @Nullable String originFlow,
            boolean urgent) {}

    public void add(UnitOfWork unit, Parcel parcel, Instant now) {
        add(unit, parcel, null, null, now);
    }

    /** The same for something sent again by a person's wish. */
    public void add(UnitOfWork unit, Parcel parcel, @Nullable Again again, @Nullable Long againOf, Instant now) {
        String key = RecordId.text(parcel.id());
        unit.add(new TransmissionRow(
                parcel.id(),
                Direction.OUT,
                TransmissionState.READY,
                parcel.lane(),
                parcel.connection().partner(),
                parcel.connection().id(),
                null,
                parcel.connection().door().name(),
                parcel.usage(),
                parcel.syntax(),
                parcel.mediaType(),
                key,
                fileName(parcel, key),
                null,
                parcel.payload().size(),
                parcel.payload().sha256(),
                parcel.payload().id(),
                parcel.payload().id(),
                again,
                againOf,
                now));
        unit.add(new WorkRow(
                ids.next(),
                Hop.DELIVER,
                parcel.lane(),
                parcel.connection().id(),
                parcel.id(),
                parcel.payload().size(),
                null,
                null,
                parcel.orderKey(),
                parcel.origin(),
                parcel.originFlow(),
                parcel.urgent()));
    }

    private static String fileName(Parcel parcel, String key) {
        Map<String, String> names = new HashMap<>(parcel.names());
        names.put("id", key);
        names.put("partner", parcel.connection().partner());
        names.put("usage", parcel.usage().name().toLowerCase(java.util.Locale.ROOT));
        return parcel.connection().fileName().render(names);
    }

    /** One word for a destination and a number: FNV-1a over both, good enough to keep strangers apart. */
    public static long orderKey(String destination, String number) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : (destination + '\n' + number).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
        }
        return hash;
    }
}
