package io.lading.mapping.registry;

import io.lading.interchange.Standard;
import io.lading.mapping.InboundMap;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.binding.Binding;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of a map, checked and warmed. Immutable; stays usable after a newer version took its place. */
public final class LoadedMap {
    private final String id;
    private final Kind kind;
    private final String description;
    private final String documentType;
    private final Path folder;
    private final String version;
    private final @Nullable InboundMap inbound;
    private final @Nullable OutboundMap outbound;
    private final boolean usual;

    /** How a map is written. */
    public enum Kind {
        BINDING,
        SMOOKS,
        JSON
    }

    LoadedMap(
            String id,
            Kind kind,
            String description,
            String documentType,
            Path folder,
            String version,
            @Nullable InboundMap inbound,
            @Nullable OutboundMap outbound,
            boolean usual) {
        this.id = id;
        this.kind = kind;
        this.description = description;
        this.documentType = documentType;
        this.folder = folder;
        this.version = version;
        this.inbound = inbound;
        this.outbound = outbound;
        this.usual = usual;
    }

    /** {@code x12/850-order}, as agreements name it. */
    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public String description() {
        return description;
    }

    /** The canonical document's type on its other side. */
    public String documentType() {
        return documentType;
    }

    public Path folder() {
        return folder;
    }

    /** SHA-256 over everything the map consists of; kept with what it translated, for lineage. */
    public String version() {
        return version;
    }

    /** The map as a reader of documents, if it can read. */
    public Optional<InboundMap> inbound() {
        return Optional.ofNullable(inbound);
    }

    /** The map as a writer of documents, if it can write. */
    public Optional<OutboundMap> outbound() {
        return Optional.ofNullable(outbound);
    }

    /** The standard whose sets it reads and writes; empty unless it is a binding. */
    public Optional<Standard> standard() {
        return inbound instanceof Binding binding ? Optional.of(binding.standard()) : Optional.empty();
    }

    /** The set it reads and writes, {@code 850} or {@code ORDERS}; empty unless it is a binding. */
    public Optional<String> setType() {
        return inbound instanceof Binding binding ? Optional.of(binding.setType()) : Optional.empty();
    }

    /** True if it is code of ours, with no folder and no cases. */
    boolean isBuiltIn() {
        return version.equals(MapLoader.BUILT_IN);
    }

    /** True if it is taken where nothing says which of several; false for a set that is one of several for a document. */
    public boolean isUsual() {
        return usual;
    }

    @Override
    public String toString() {
        return id + " " + version.substring(0, 8);
    }
}
