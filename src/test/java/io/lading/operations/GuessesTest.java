package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.SignInLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class GuessesTest {
    private final AtomicLong now = new AtomicLong();
    private final List<String> counted = new ArrayList<>();
    private final Guesses guesses =
            new Guesses(new DefaultListableBeanFactory().getBeanProvider(SignInLog.class), counted::add, now::get);

    @Test
    void hearsAnAddressNoMoreAfterTwentyWrongOnesAndThenTwoASecond() {
        guess("10.0.0.5", 19);
        assertThat(guesses.wait("10.0.0.5")).isZero();
        guess("10.0.0.5", 1);

        assertThat(guesses.wait("10.0.0.5")).isEqualTo(Duration.ofMillis(500));
        assertThat(guesses.wait("10.0.0.6")).as("another address").isZero();
        assertThat(counted).containsExactly("guessing");

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(guesses.wait("10.0.0.5")).isZero();
        guess("10.0.0.5", 2);
        assertThat(guesses.wait("10.0.0.5")).isPositive();
    }

    @Test
    void manyAddressesGuessNoFasterAndDoNotKeepOutWhoWasRightBefore() {
        guesses.accepted("10.0.0.1");
        for (int i = 0; i < 500; i++) {
            guess("2001:db8::" + i, 1);
        }

        assertThat(guesses.wait("2001:db8::ffff")).isPositive();
        assertThat(guesses.wait("10.0.0.1")).isZero();
    }

    private void guess(String remote, int times) {
        for (int i = 0; i < times; i++) {
            guesses.refused("the console", remote);
        }
    }
}
