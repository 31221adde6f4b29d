package io.lading.mapping.registry;

import io.lading.document.Shape;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.LookupTable;
import io.lading.mapping.Lookups;
import io.lading.mapping.Translation;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.Problems.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All maps and lookup tables of a folder. {@link #refresh} loads what changed, checks and warms it, and then swaps it in at
 * once; a broken new version is refused and the old one stays in force. Thread-safe: readers never wait.
 */
public final class MapRegistry {
    private static final String CODE_LISTS = "codelists";

    private final Path root;
    private volatile State state;
    private volatile @Nullable MapRegistry asItIs;
    private FolderStamp stamp = FolderStamp.NONE;
    /** Whether what was read last is what the stamp stands for, without doubt. */
    private boolean settled;

    private volatile Report last = new Report(List.of(), List.of(), List.of(), List.of());

    private MapRegistry(Path root, State state) {
        this.root = root;
        this.state = state;
    }

    private record State(Map<String, LoadedMap> maps, CodeLists lists, Map<String, MappingFiles> files) {
        static final State EMPTY = new State(Map.of(), CodeLists.NONE, Map.of());

        Lookups lookups() {
            return lists.lookups();
        }

        boolean isAs(State other) {
            return maps.equals(other.maps) && lists.hash().equals(other.lists.hash());
        }
    }

    /** The lookup tables, and what they were read from. */
    private record CodeLists(Lookups lookups, MappingFiles files, String hash) {
        static final CodeLists NONE = new CodeLists(Lookups.NONE, MappingFiles.of(Map.of()), "");
    }

    /** A map, and the files it was read from. */
    private record Loaded(LoadedMap map, MappingFiles files) {}

    /**
     * What a refresh did.
     *
     * @param swapped ids of maps that are new or changed
     * @param removed ids of maps whose folder is gone
     * @param refused maps that were not taken
     * @param problems with the lookup tables, which then stay as they were
     */
    public record Report(List<String> swapped, List<String> removed, List<Refused> refused, List<Problem> problems) {

        public boolean isClean() {
            return refused.isEmpty() && problems.isEmpty();
        }
    }

    /**
     * A map that was not taken.
     *
     * @param id the folder's name below the root
     * @param stays true if an older version stays in force
     */
    public record Refused(String id, boolean stays, List<Problem> problems) {}

    /** A registry of the folder with nothing in it yet: call {@link #refresh}. */
    public static MapRegistry of(Path mappings) {
        return new MapRegistry(mappings, State.EMPTY);
    }

    /** What is in force at this moment and stays as it is, whatever this registry takes later; the same until then. */
    @SuppressWarnings("ReferenceEquality") // whether it was swapped, not what it holds
    public MapRegistry asItIs() {
        MapRegistry taken = asItIs;
        State now = state;
        if (taken == null || taken.state != now) {
            taken = new MapRegistry(root, now);
            asItIs = taken;
        }
        return taken;
    }

    /** What the maps and tables in force were read from, even where the folder has changed since. */
    public MappingFiles files() {
        State now = state;
        MappingFiles all = now.lists.files();
        for (MappingFiles files : now.files.values()) {
            all = all.with(files);
        }
        return all;
    }

    /** Why some maps or tables of the folder are not as their files say, as of the last look; empty if all are. */
    public List<Problem> problems() {
        Report report = last;
        return Stream.concat(
                        report.problems().stream(), report.refused().stream().flatMap(one -> one.problems().stream()))
                .toList();
    }

    /** Ids that agreements may name: of the maps in force, and of those that would be if their files were right. */
    public Set<String> named() {
        Set<String> ids = new TreeSet<>();
        all().forEach(map -> ids.add(map.id()));
        last.refused().forEach(refused -> ids.add(refused.id()));
        return ids;
    }

    /** The map in force under an id. */
    public Optional<LoadedMap> find(String id) {
        return Optional.ofNullable(state.maps.get(id));
    }

    /** All maps of the folder in force, by id; those that need no folder, such as JSON, are only found by name. */
    public List<LoadedMap> all() {
        return state.maps.values().stream().filter(map -> !map.isBuiltIn()).toList();
    }

    /**
     * The bindings that read a transaction set, the usual one first; several if one set is several documents, as 852 is.
     *
     * @param release as GS08 or UNH S009 say it: {@code 004010VICS}, {@code D.96A}
     * @param set {@code 850}, {@code ORDERS}
     */
    public List<LoadedMap> reading(Standard standard, String release, String set) {
        return bindings(map -> map.standard().filter(standard::equals).isPresent()
                && map.setType().filter(set::equals).isPresent());
    }

    /** Reads a set by all bindings for it; what one of them used is not reported as unused. Empty if there is none. */
    public Optional<Translation> read(Standard standard, EdiSource source, Lookups tables) {
        String set = source.set().segmentCount() == 0 ? "" : source.place().setType();
        List<Translation> translations = new ArrayList<>();
        for (LoadedMap map : reading(standard, source.release(), set == null ? "" : set)) {
            map.inbound()
                    .map(InboundMap.OfSegments.class::cast)
                    .ifPresent(inbound -> translations.add(inbound.read(source, tables)));
        }
        return Translation.joined(translations);
    }

    /**
     * The map that writes a type of document in a format, the usual one if there are several.
     *
     * @param format {@code x12/004010}, {@code edifact/d96a}, {@code json}, or a map's id
     */
    public Optional<LoadedMap> writing(String documentType, String format) {
        if (format.equals("json")) {
            return find("json/" + documentType.toLowerCase(Locale.ROOT));
        }
        Optional<LoadedMap> named =
                find(format).filter(map -> map.documentType().equals(documentType));
        if (named.isPresent()) {
            return named;
        }
        String standard = format.split("/", 2)[0];
        return bindings(map -> map.documentType().equals(documentType)
                        && map.standard()
                                .filter(found ->
                                        found.name().toLowerCase(Locale.ROOT).equals(standard))
                                .isPresent())
                .stream()
                .findFirst();
    }

    private List<LoadedMap> bindings(Predicate<LoadedMap> wanted) {
        return state.maps.values().stream()
                .filter(map -> map.kind() == LoadedMap.Kind.BINDING)
                .filter(wanted)
                .sorted(Comparator.comparing(map -> !map.isUsual()))
                .toList();
    }

    /** The global lookup tables; agreements narrow them by their own. */
    public Lookups lookups() {
        return state.lookups();
    }

    /**
     * The binding in force under an id, with an agreement's differences. Compiled anew at each call: the caller keeps it
     * with the agreement, and asks again after a refresh that swapped the id.
     *
     * @return empty if there is no such binding, or the differences do not fit it, which {@code problems} then say
     */
    public Optional<LoadedMap> overlaid(String id, Path overlay, Problems problems) {
        LoadedMap base = state.maps.get(id);
        if (base == null || base.kind() != LoadedMap.Kind.BINDING) {
            problems.add(new Place(overlay.toString(), 1, 1), "There is no binding '" + id + "'.");
            return Optional.empty();
        }
        return Optional.ofNullable(new MapLoader(root, state.lookups()).overlaid(base, overlay, problems));
    }

    /** Loads what is new or changed since the last time. */
    public synchronized Report refresh() {
        FolderStamp now = FolderStamp.of(root);
        if (settled && now.equals(stamp)) {
            return new Report(List.of(), List.of(), last.refused(), last.problems());
        }
        last = load(id -> true);
        // Once more at the next look, and then no more: a file may change twice within one tick of its clock.
        settled = now.equals(stamp);
        stamp = now;
        return last;
    }

    /** Loads some maps only, by their ids, and lets go of all others: a command line that needs one does not wait for all. */
    public synchronized Report refresh(Predicate<String> ids) {
        settled = false;
        return load(ids);
    }

    @SuppressWarnings("ReferenceEquality") // whether it was read again
    private Report load(Predicate<String> ids) {
        Problems tableProblems = new Problems();
        CodeLists read = readLookups(tableProblems);
        CodeLists lists = tableProblems.isEmpty() ? read : state.lists;
        MapLoader loader = new MapLoader(root, lists.lookups());
        Map<String, LoadedMap> maps = new TreeMap<>();
        Map<String, MappingFiles> files = new TreeMap<>();
        List<String> swapped = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (MapFolder folder : MapFolder.below(root, tableProblems)) {
            String id = root.relativize(folder.folder()).toString().replace('\\', '/');
            if (!ids.test(id)) {
                continue;
            }
            Loaded old = old(id);
            Problems problems = new Problems();
            Loaded now = reload(folder, loader, old, problems);
            if (now == null) {
                refused.add(new Refused(id, old != null, problems.list()));
                now = old;
            } else if (now != old) {
                swapped.add(id);
            }
            if (now != null) {
                maps.put(id, now.map());
                files.put(id, now.files());
            }
        }
        for (String type : Shape.documentNames()) {
            LoadedMap json = MapLoader.json(root, type);
            maps.putIfAbsent(json.id(), state.maps.getOrDefault(json.id(), json));
        }
        List<String> removed = new ArrayList<>(state.maps.keySet());
        removed.removeAll(maps.keySet());
        State next = new State(new LinkedHashMap<>(maps), lists, files);
        if (!next.isAs(state)) {
            state = next;
        }
        return new Report(swapped, removed, refused, tableProblems.list());
    }

    private @Nullable Loaded old(String id) {
        LoadedMap map = state.maps.get(id);
        MappingFiles files = state.files.get(id);
        return map == null || files == null ? null : new Loaded(map, files);
    }

    private @Nullable Loaded reload(MapFolder folder, MapLoader loader, @Nullable Loaded old, Problems problems) {
        Place place = new Place(folder.file().toString(), 1, 1);
        try {
            SortedMap<Path, byte[]> content = folder.content();
            String version = MapFolder.hash(content);
            if (old != null && old.map().version().equals(version)) {
                return old;
            }
            LoadedMap map = loader.load(folder, version, problems);
            if (map != null && !MapFolder.hash(folder.content()).equals(version)) {
                problems.add(place, "It was changed while it was read; it is read again at the next look.");
                return null;
            }
            return map == null ? null : new Loaded(map, files(folder, content));
        } catch (IOException e) {
            problems.add(place, "The folder cannot be read: " + e.getMessage() + ".");
            return null;
        } catch (RuntimeException e) {
            // Whatever a library makes of one folder, the other maps go on.
            problems.add(
                    place, "The map cannot be loaded: " + innermost(e) + ". Correct it; it is read again by itself.");
            return null;
        }
    }

    /** The first line of the innermost cause, which says what is wrong. */
    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(cause.getClass().getSimpleName());
    }

    private MappingFiles files(MapFolder folder, SortedMap<Path, byte[]> content) {
        Map<String, byte[]> named = new HashMap<>();
        content.forEach((path, bytes) ->
                named.put(MappingFiles.name(root, folder.folder().resolve(path).normalize()), bytes));
        return MappingFiles.of(named);
    }

    private CodeLists readLookups(Problems problems) {
        MappingFiles files = MappingFiles.read(root, CODE_LISTS, problems);
        List<LookupTable> tables = new ArrayList<>();
        files.contents().forEach((path, content) -> {
            String name = path.substring(CODE_LISTS.length() + 1);
            if (name.endsWith(".csv") && !name.contains("/")) {
                String table = name.substring(0, name.length() - ".csv".length());
                String file = root.resolve(path).toString();
                tables.add(LookupTable.parse(table, file, new String(content, StandardCharsets.UTF_8), problems));
            }
        });
        return new CodeLists(Lookups.of(tables), files, files.hash());
    }
}
