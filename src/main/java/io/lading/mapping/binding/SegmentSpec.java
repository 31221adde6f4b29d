package io.lading.mapping.binding;

import io.lading.yaml.Place;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A segment's rules as read from the file, gathered from all keys that name it, before they are compiled. */
final class SegmentSpec {
    final SegmentKey key;
    final Place place;
    final Map<String, Element> elements = new LinkedHashMap<>();
    /** Rules for the members of the loop, one map after the other: the structure's own, then the binding's. */
    final List<MapNode> members = new ArrayList<>();

    final List<String> dropped = new ArrayList<>();

    @Nullable
    YamlNode to;

    @Nullable
    MapNode role;

    @Nullable
    YamlNode others;

    @Nullable
    YamlNode when;

    @Nullable
    MapNode fixed;

    @Nullable
    YamlNode group;

    final List<YamlNode> shared = new ArrayList<>();

    @Nullable
    YamlNode onlyWith;

    /** The map that says how the role is looked up. */
    @Nullable
    MapNode lookup;

    @Nullable
    MapNode hierarchy;

    boolean isReadOnly;
    boolean isDropped;
    boolean isAllocation;

    SegmentSpec(SegmentKey key, Place place) {
        this.key = key;
        this.place = place;
    }

    record Element(YamlNode rule, Place place) {}
}
