/**
 * Reads our own YAML files (partners, bindings, overlays, settings) into nodes that know their line, so that every
 * message about a file can say where. Entry types: {@link io.lading.yaml.YamlFile}, {@link io.lading.yaml.YamlNode},
 * {@link io.lading.yaml.Problems}. Nodes are immutable. Uses nothing else of ours.
 */
@NullMarked
package io.lading.yaml;

import org.jspecify.annotations.NullMarked;
