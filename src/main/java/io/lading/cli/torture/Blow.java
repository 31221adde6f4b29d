package io.lading.cli.torture;

/** One way to end a hub. */
public sealed interface Blow {

    /** The hub ends itself at a named point, as if killed. */
    record AtPoint(String name, int pass) implements Blow {
        @Override
        public String toString() {
            return name + ":" + pass;
        }
    }

    /** SIGKILL after so many receipts and deliveries were seen. */
    record AfterEvents(int events) implements Blow {
        @Override
        public String toString() {
            return "SIGKILL after " + events + " events";
        }
    }
}
