package io.lading.partner;

import io.lading.yaml.YamlNode.MapNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * One file as read, its values in place.
 *
 * @param folder where it stands; guides are found from here
 * @param text as written, for the community's version
 * @param values which {@code ${NAME}} were used
 */
record PartnerFile(Path folder, String name, String text, Map<String, String> values, MapNode root) {}
