package io.lading.syntax.edifact;

/**
 * How an agreement wants a group's header written, where it uses groups at all.
 *
 * @param messageType UNG 0038
 * @param sender UNG S006
 * @param receiver UNG S007
 * @param release UNG S008: {@code D.96A}
 * @param association UNG S008 0057, or empty
 */
public record EdifactGroup(
        String messageType,
        EdifactSettings.Party sender,
        EdifactSettings.Party receiver,
        String release,
        String association) {}
