package io.lading.syntax.x12;

/**
 * How an agreement wants a functional group's header written.
 *
 * @param functionalId GS01
 * @param sender GS02
 * @param receiver GS03
 * @param agency GS07
 * @param release GS08
 */
public record GroupSettings(String functionalId, String sender, String receiver, String agency, String release) {

    public GroupSettings(String functionalId, String sender, String receiver, String release) {
        this(functionalId, sender, receiver, "X", release);
    }
}
