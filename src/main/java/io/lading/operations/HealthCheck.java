package io.lading.operations;

import java.util.function.Supplier;

/** Something the hub cannot do its work without. Checks are quick and may be called from any thread. */
interface HealthCheck {

    /** One word, such as {@code database}. */
    String name();

    /** Empty if all is well, else a sentence: what is wrong and what to do. */
    String trouble();

    static HealthCheck of(String name, Supplier<String> trouble) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String trouble() {
                return trouble.get();
            }
        };
    }
}
