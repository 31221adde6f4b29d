package io.lading.tracking;

/** Towards us or away from us. */
public enum Direction {
    IN,
    OUT
}
