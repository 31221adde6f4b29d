package io.lading.tracking;

/** Tells workers that there is work. A lost wake-up costs a second, never work: the sweep finds what was forgotten. */
@FunctionalInterface
public interface WakeUps {

    /** {@code TRANSLATE} work is woken as {@code PROCESS}: the same workers do both. */
    void wake(Hop hop, Lane lane);

    /** A worker begins to look: what is woken from now on wants another look. */
    default void taken(Hop hop, Lane lane) {}
}
