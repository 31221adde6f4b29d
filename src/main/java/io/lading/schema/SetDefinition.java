package io.lading.schema;

import java.util.List;

/**
 * A set's file as read.
 *
 * @param type ST01
 * @param functionalGroup GS01 of the groups it travels in; {@code -} for none
 * @param label our name of it
 */
record SetDefinition(String type, String functionalGroup, String label, List<SegmentUse> segments) {}
