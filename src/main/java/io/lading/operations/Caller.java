package io.lading.operations;

/** For whom a request speaks; the principal of every authenticated request. */
public sealed interface Caller {

    /** May do everything. */
    record Administrator(String name) implements Caller {}

    /** A partner's system, which may hand in documents through one connection and ask what became of them. */
    record Submitter(String partner, String connection) implements Caller {}
}
