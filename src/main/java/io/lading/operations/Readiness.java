package io.lading.operations;

/** Ready from the moment every route runs until the hub is told to stop: a load balancer should not send it work before or after. */
final class Readiness implements HealthCheck {
    private volatile String trouble = "The hub is starting.";

    void started() {
        trouble = "";
    }

    void stopping() {
        trouble = "The hub is stopping.";
    }

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public String trouble() {
        return trouble;
    }
}
