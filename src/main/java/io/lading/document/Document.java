package io.lading.document;

/**
 * A business document in the form all formats meet in. Each type is a record of plain records; a field that was not
 * given is null, a list that was not given is empty. Immutable.
 */
public sealed interface Document permits Order {

    /** The type's name, as agreements and maps write it: {@code Order}. */
    String type();

    /** The number its sender gave it. */
    String number();
}
