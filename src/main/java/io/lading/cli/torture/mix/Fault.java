package io.lading.cli.torture.mix;

import java.util.Locale;

/** What is done to hubs, their database and their receivers while orders flow. */
public enum Fault {
    /** SIGKILL of a hub, which is started again. */
    KILL,
    /** One process of the database's server is ended, and with it one connection of a hub. */
    BACKEND,
    /** SIGKILL of the server's first process. */
    POSTMASTER,
    /** SIGKILL of that and of a hub. */
    BOTH,
    /** The server is stopped as its administrator would, and starts again. */
    RESTART,
    /** SIGSTOP of a hub, for longer than its place in the record is kept for it, and SIGCONT. */
    FREEZE,
    /** A hub believes that its disk is full, by {@code limits.diskReserve}, and is started anew afterwards. */
    DISK,
    /** Receivers take, and answer after the hub has given up waiting. */
    HANG,
    /** Receivers close the connection before they have read. */
    CLOSE_BEFORE,
    /** Receivers take, and close the connection without an answer. */
    CLOSE_AFTER,
    /** Receivers answer a byte at a time. */
    DRIP;

    /** As the command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
