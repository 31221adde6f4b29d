package io.lading.tracking.audit;

import io.lading.security.AuditKey;
import io.lading.security.MasterKey;
import io.lading.security.MasterKey.NotOpened;
import io.lading.security.MasterKey.Sealed;
import io.lading.tracking.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the seals, by their ids: the one that belongs to the master key in force, by which seals are made, and those
 * of earlier ones, so that what they sealed can still be checked. Those are kept in the record, sealed by the master key in
 * force. Immutable.
 */
public final class AuditKeys {
    private static final Logger log = LoggerFactory.getLogger(AuditKeys.class);

    private final AuditKey current;
    private final Map<String, AuditKey> all;

    private AuditKeys(AuditKey current, Map<String, AuditKey> all) {
        this.current = current;
        this.all = all;
    }

    private record Kept(String id, Sealed sealed) {}

    /**
     * Reads them, keeps those that are not kept yet, and seals by the master key in force what an earlier one sealed.
     *
     * @param earlier master keys that are still known
     */
    public static AuditKeys open(DataSource dataSource, MasterKey master, List<MasterKey> earlier) {
        Map<String, AuditKey> all = new LinkedHashMap<>();
        AuditKey current = AuditKey.of(master);
        all.put(current.id(), current);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<MasterKey> masters = new ArrayList<>(List.of(master));
            masters.addAll(earlier);
            for (Kept kept : kept(unit)) {
                opened(kept, masters).ifPresent(key -> all.put(key.id(), key));
            }
            earlier.stream().map(AuditKey::of).forEach(key -> all.put(key.id(), key));
            for (AuditKey key : all.values()) {
                keep(unit, key, master);
            }
            unit.commit();
        }
        return new AuditKeys(current, all);
    }

    private static List<Kept> kept(UnitOfWork unit) {
        return unit.query(
                "select id, key_id, wrapped, sealed from audit_key order by id for update",
                row -> new Kept(row.getString(1), new Sealed(row.getString(2), row.getBytes(3), row.getBytes(4))));
    }

    private static Optional<AuditKey> opened(Kept kept, List<MasterKey> masters) {
        for (MasterKey master : masters) {
            if (!master.id().equals(kept.sealed().keyId())) {
                continue;
            }
            try {
                return Optional.of(AuditKey.of(master.open(kept.sealed(), place(kept.id()))));
            } catch (NotOpened e) {
                log.error("The audit's key {} cannot be read: {}", kept.id(), e.getMessage());
                return Optional.empty();
            }
        }
        log.error(
                "The audit's key {} is sealed by the master key {}, which is not known: name that one by"
                        + " security.earlierMasterKey, or what the key sealed cannot be checked.",
                kept.id(),
                kept.sealed().keyId());
        return Optional.empty();
    }

    private static void keep(UnitOfWork unit, AuditKey key, MasterKey master) {
        Sealed sealed = master.seal(key.secret(), place(key.id()));
        unit.update("""
                insert into audit_key (id, public_key, key_id, wrapped, sealed) values (?, ?, ?, ?, ?)
                on conflict (id) do update
                    set key_id = excluded.key_id, wrapped = excluded.wrapped, sealed = excluded.sealed
                    where audit_key.key_id <> excluded.key_id""", key.id(), key.publicKey(), sealed.keyId(), sealed.wrapped(), sealed.sealed());
    }

    private static String place(String id) {
        return "audit_key/" + id;
    }

    AuditKey current() {
        return current;
    }

    Optional<AuditKey> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    Collection<AuditKey> all() {
        return all.values();
    }
}
