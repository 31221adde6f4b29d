package io.lading.routing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final Turn turn = new Turn(looks::incrementAndGet);

    @Test
    void whileOneLooksNobodyElseDoesAndAfterwardsSomebodyLooksAgain() {
        Turn.Held held = turn.take().orElseThrow();

        assertThat(turn.take()).isEmpty();
        assertThat(turn.take()).isEmpty();
        assertThat(looks).as("while the first is at it").hasValue(0);
        held.close();
        assertThat(looks).as("once for both").hasValue(1);
    }

    @Test
    void nobodyLooksAgainWhereNobodyElseWantedTo() {
        turn.take().orElseThrow().close();

        assertThat(looks).hasValue(0);
    }

    @Test
    void aTurnGivenUpEarlyIsNotGivenUpAgainForAnother() {
        Turn.Held first = turn.take().orElseThrow();
        first.close();
        Optional<Turn.Held> second = turn.take();
        first.close();

        assertThat(second).isPresent();
        assertThat(turn.take()).as("while the second has it").isEmpty();
    }
}
