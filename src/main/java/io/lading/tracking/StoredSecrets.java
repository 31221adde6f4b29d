package io.lading.tracking;

import io.lading.security.MasterKey;
import io.lading.security.MasterKey.NotOpened;
import io.lading.security.MasterKey.Sealed;
import io.lading.security.Secret;
import io.lading.security.SecretReference;
import io.lading.security.SecretReference.Resolution;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets of the record, named by {@code secret:NAME} in partner files: sealed by a key that is not in the database, so
 * that a copy of it is of no use. Values go in and come out only to where they are used. Thread-safe.
 */
public final class StoredSecrets implements SecretReference.Stored {
    /** What a secret may be called. */
    public static final String NAME = "[a-z0-9][a-z0-9._-]{0,62}";

    private static final Logger log = LoggerFactory.getLogger(StoredSecrets.class);

    private final DataSource dataSource;
    private final Clock clock;
    private final MasterKey current;
    private final List<MasterKey> earlier;

    /** @param earlier keys that secrets may still be sealed by until they are rotated */
    public StoredSecrets(DataSource dataSource, Clock clock, MasterKey current, List<MasterKey> earlier) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.current = current;
        this.earlier = List.copyOf(earlier);
    }

    /**
     * What may be known of a secret.
     *
     * @param partner whose files alone may name it
     * @param openable false if none of the master keys at hand sealed it
     */
    public record Known(String name, String partner, String keyId, Instant changedAt, String actor, boolean openable) {}

    /**
     * Whose a secret is if nobody says it: whose it was, else whom the name begins with, as {@code globex-token} does with
     * {@code globex}.
     */
    public String owner(String name) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return owner(unit, name).orElse(name.replaceAll("[._-].*$", ""));
        }
    }

    /** Keeps a secret, in the place of the one that has the name. */
    public void set(String name, String partner, Secret value, String actor) {
        Sealed sealed = current.seal(value, place(name));
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            unit.update("""
                        insert into secret (name, partner, key_id, wrapped, sealed, changed_at, actor)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (name) do update set partner = excluded.partner, key_id = excluded.key_id, wrapped = excluded.wrapped,
                            sealed = excluded.sealed, changed_at = excluded.changed_at, actor = excluded.actor\
                        """, name, partner, sealed.keyId(), sealed.wrapped(), sealed.sealed(), clock.instant(), actor);
            Audit.append(unit, clock, actor, "secret.set", name, "of " + partner);
            unit.commit();
        }
    }

    /** False if there is none of the name. */
    public boolean remove(String name, String actor) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            if (unit.update("delete from secret where name = ?", name) == 0) {
                return false;
            }
            Audit.append(unit, clock, actor, "secret.removed", name, "");
            unit.commit();
            return true;
        }
    }

    /** By name; never the values. */
    public List<Known> list() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query("select name, partner, key_id, changed_at, actor from secret order by name", row -> {
                Instant at = UnitOfWork.instant(row, "changed_at");
                String keyId = row.getString("key_id");
                return new Known(
                        row.getString("name"),
                        row.getString("partner"),
                        keyId,
                        at == null ? Instant.EPOCH : at,
                        row.getString("actor"),
                        key(keyId).isPresent());
            });
        }
    }

    /**
     * The value, for where it is used; a problem if there is none, no key opens it or it is another's.
     *
     * @param partner whose file names it
     */
    @Override
    public Resolution find(String name, String partner) {
        Optional<Sealed> sealed;
        Optional<String> owner;
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            owner = owner(unit, name);
            sealed = sealed(unit, name);
        }
        if (owner.isPresent() && !owner.get().equals(partner)) {
            return new Resolution.Missing("The secret secret:" + name + " belongs to " + owner.get()
                    + ", and this is the file of " + partner + ". Give " + partner
                    + " a secret of its own: ./lading secret set NAME --partner " + partner);
        }
        return sealed.flatMap(found -> opened(name, found))
                .<Resolution>map(Resolution.Found::new)
                .orElseGet(() -> SecretReference.Stored.missing(name, partner));
    }

    private Optional<Secret> opened(String name, Sealed sealed) {
        try {
            Optional<MasterKey> key = key(sealed.keyId());
            return key.isEmpty() ? Optional.empty() : Optional.of(key.get().open(sealed, place(name)));
        } catch (NotOpened e) {
            log.error("secret={} state=UNREADABLE {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    /** Wraps all secrets anew by the current master key. Gives how many were sealed by an earlier one. */
    public int rotate(String actor) throws NotOpened {
        int rotated = 0;
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            for (String name :
                    unit.query("select name from secret order by name for update", row -> row.getString(1))) {
                Sealed sealed = sealed(unit, name).orElseThrow();
                if (sealed.keyId().equals(current.id())) {
                    continue;
                }
                MasterKey key = key(sealed.keyId()).orElse(current);
                Sealed anew = key.rewrap(sealed, current, place(name));
                unit.update(
                        "update secret set key_id = ?, wrapped = ? where name = ?", anew.keyId(), anew.wrapped(), name);
                rotated++;
            }
            Audit.append(unit, clock, actor, "secret.rotated", current.id(), rotated + " secrets");
            unit.commit();
        }
        return rotated;
    }

    /** Grows with every change, so that nodes see when to read them again. */
    public long revision() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query(
                            "select coalesce(max(number), 0) from audit where action like 'secret.%'",
                            row -> row.getLong(1))
                    .get(0);
        }
    }

    private static Optional<String> owner(UnitOfWork unit, String name) {
        return unit.query("select partner from secret where name = ?", row -> row.getString(1), name).stream()
                .findFirst();
    }

    private static Optional<Sealed> sealed(UnitOfWork unit, String name) {
        return unit
                .query(
                        "select key_id, wrapped, sealed from secret where name = ?",
                        row -> new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3)),
                        name)
                .stream()
                .findFirst();
    }

    private Optional<MasterKey> key(String id) {
        return current.id().equals(id)
                ? Optional.of(current)
                : earlier.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private static String place(String name) {
        return "secret/" + name + "/value";
    }
}
