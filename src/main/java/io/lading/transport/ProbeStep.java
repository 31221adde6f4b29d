package io.lading.transport;

/**
 * One thing that was tried on a connection.
 *
 * @param name the step in a word or two, such as connect or TLS
 * @param sentence what was found
 * @param advice what to do about it; empty where nothing is to be done
 */
public record ProbeStep(String name, Result result, String sentence, String advice, long milliseconds) {

    /** How a step went. */
    public enum Result {
        OK,
        /** It works, but somebody should act. */
        WARNING,
        FAILED,
        /** Nothing was tried: something to know. */
        NOTE
    }
}
