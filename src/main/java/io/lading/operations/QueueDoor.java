package io.lading.operations;

/** @param port on which partners reach the embedded broker; 0 where they do not */
public record QueueDoor(int port) {}
