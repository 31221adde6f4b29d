package io.lading.partner;

/** Which way documents pass through a connection, seen from the hub. */
public enum Direction {
    IN,
    OUT
}
