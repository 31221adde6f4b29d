package io.lading.routing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.tracking.IntakeClosed;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ports open a moment before the last route runs. What the doors make of it by their own words, ClosedDoorsTest says. */
class RoutedSubmissionsTest {
    private final CamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void nothingIsTakenInWhileTheHubStarts() {
        RoutedSubmissions submissions = new RoutedSubmissions(() -> camel, List.of());

        assertThatThrownBy(submissions::requireOpen)
                .isInstanceOf(IntakeClosed.class)
                .hasMessage("The hub is starting and takes nothing in yet.");

        camel.start();
        assertThatCode(submissions::requireOpen).doesNotThrowAnyException();
    }
}
