package io.lading.tracking;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what transmissions were processed with: which version of the partner files, and the maps, schemas and code lists of
 * that moment, each content once. Thread-safe.
 */
public final class KnowledgeLog {
    private static final int HASH_IN_HEX = 64;

    private final DataSource dataSource;

    public KnowledgeLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What was in force together.
     *
     * @param configuration the version of the partner files
     * @param community the hash of the partners made of them, values of the environment included
     * @param mappings maps, schemas and code lists by their path below the folder of mappings
     */
    public record Kept(long configuration, String community, SortedMap<String, byte[]> mappings) {}

    /** What was kept, or what of it is missing. */
    public record Found(Kept kept, List<String> missing) {}

    private record File(String path, byte[] sha256) {}

    /** Keeps a version unless it is kept already; gives the id by which it is found. */
    public long keep(Kept version) {
        List<File> files = new ArrayList<>(version.mappings().size());
        version.mappings().forEach((path, content) -> files.add(new File(path, Payloads.sha256(content))));
        byte[] manifest = manifest(files);
        byte[] hash = Payloads.sha256(manifest);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            Optional<Long> known = find(unit, version, hash);
            if (known.isPresent()) {
                return known.get();
            }
            keepContents(unit, version, files);
            unit.update(
                    "insert into mapping_version (hash, size, manifest) values (?, ?, ?) on conflict do nothing",
                    hash,
                    manifest.length,
                    Payloads.deflate(manifest, 0, manifest.length));
            unit.update(
                    "insert into knowledge (configuration, community, mappings) values (?, ?, ?) on conflict do nothing",
                    version.configuration(),
                    version.community(),
                    hash);
            long id = find(unit, version, hash).orElseThrow();
            unit.commit();
            return id;
        }
    }

    private static Optional<Long> find(UnitOfWork unit, Kept version, byte[] hash) {
        return unit
                .query(
                        "select id from knowledge where configuration = ? and community = ? and mappings = ?",
                        row -> row.getLong(1),
                        version.configuration(),
                        version.community(),
                        hash)
                .stream()
                .findFirst();
    }

    private static byte[] manifest(List<File> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach(file -> lines.append(HexFormat.of().formatHex(file.sha256()))
                .append(' ')
                .append(file.path())
                .append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void keepContents(UnitOfWork unit, Kept version, List<File> files) {
        Map<String, File> missing = new HashMap<>();
        files.forEach(file -> missing.put(HexFormat.of().formatHex(file.sha256()), file));
        unit.query(
                "select sha256 from mapping_content where sha256 = any(?)",
                row -> missing.remove(HexFormat.of().formatHex(row.getBytes(1))),
                (Object) files.stream().map(File::sha256).toArray(byte[][]::new));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (File file : missing.values()) {
            byte[] content = version.mappings().get(file.path());
            if (content != null) {
                rows.add(new @Nullable Object[] {
                    file.sha256(), content.length, Payloads.deflate(content, 0, content.length)
                });
            }
        }
        unit.updateAll(
                "insert into mapping_content (sha256, size, content) values (?, ?, ?) on conflict do nothing", rows);
    }

    /** A version by its id; empty if nothing of it is kept. */
    public Optional<Found> find(long id) {
        record Row(long configuration, String community, byte[] manifest) {}
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Row> rows = unit.query(
                    """
                    select k.configuration, k.community, m.manifest, m.size
                    from knowledge k join mapping_version m on m.hash = k.mappings where k.id = ?""",
                    row -> new Row(row.getLong(1), row.getString(2), Payloads.inflate(row.getBytes(3), row.getInt(4))),
                    id);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            Row row = rows.get(0);
            List<String> missing = new ArrayList<>();
            SortedMap<String, byte[]> mappings = contents(unit, files(row.manifest()), missing);
            return Optional.of(new Found(new Kept(row.configuration(), row.community(), mappings), missing));
        }
    }

    private static List<File> files(byte[] manifest) {
        List<File> files = new ArrayList<>();
        new String(manifest, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> files.add(new File(
                        line.substring(HASH_IN_HEX + 1), HexFormat.of().parseHex(line.substring(0, HASH_IN_HEX)))));
        return files;
    }

    private static SortedMap<String, byte[]> contents(UnitOfWork unit, List<File> files, List<String> missing) {
        Map<String, byte[]> byHash = new HashMap<>();
        unit.query(
                "select sha256, content, size from mapping_content where sha256 = any(?)",
                row -> byHash.put(
                        HexFormat.of().formatHex(row.getBytes(1)), Payloads.inflate(row.getBytes(2), row.getInt(3))),
                (Object) files.stream().map(File::sha256).toArray(byte[][]::new));
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (File file : files) {
            byte[] content = byHash.get(HexFormat.of().formatHex(file.sha256()));
            if (content == null) {
                missing.add(file.path());
            } else {
                contents.put(file.path(), content);
            }
        }
        return contents;
    }
}
