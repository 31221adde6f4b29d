package io.lading.endtoend;

import static io.lading.endtoend.DoorsHub.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.RawHttp.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody guesses at the administrator's door, each time from an address of the test's own. */
@Timeout(120)
class GuessingTest {
    private static final DoorsHub HUB = DoorsHub.shared();

    @Test
    void group32AnswersNoGuessAtTheApiButStillTheRightToken() {
        RawHttp guesser = HUB.own.from("127.0.0.51");

        guesses(guesser, i -> guesser.get("/api/v1/secrets", bearer("ldg_guess" + i)), 401);

        Answer turned = guesser.get("/api/v1/secrets", bearer("ldg_guess"));
        assertThat(turned.status()).isEqualTo(429);
        assertThat(turned.header("Retry-After")).isNotEmpty();
        assertThat(turned.header("Content-Type")).startsWith("application/problem+json");
        assertThat(guesser.get("/api/v1/secrets", bearer(HUB.administrator)).status())
                .as("nobody is kept out by who guesses behind the same proxy")
                .isEqualTo(200);
        assertThat(guesser.get("/health/live").status()).isEqualTo(200);
        assertThat(HUB.texts("select action || ' ' || subject from audit where actor = '127.0.0.51'"))
                .contains("sign-in.refused the API");
    }

    @Test
    void group32HearsNoKeyMoreFromAnAddressThatGuessesTheLink() {
        RawHttp guesser = HUB.own.from("127.0.0.53");

        guesses(guesser, i -> guesser.get("/?key=" + "%032x".formatted(i)), 401);

        assertThat(guesser.get("/?key=0").header("Retry-After")).isNotEmpty();
        assertThat(HUB.texts("select action || ' ' || subject from audit where actor = '127.0.0.53'"))
                .contains("sign-in.refused the console");
    }

    @Test
    void group32HearsNoTokenMoreFromAnAddressThatGuessesAtTheSignIn() {
        RawHttp guesser = HUB.own.from("127.0.0.54");
        Answer page = guesser.get("/sign-in");
        String cookie = page.header("Set-Cookie").replaceFirst(";.*", "");
        String csrf = page.text().replaceFirst("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");

        guesses(guesser, i -> signIn(guesser, "ldg_guess" + i, cookie, csrf), 401);

        assertThat(signIn(guesser, HUB.administrator, cookie, csrf).status()).isEqualTo(429);
    }

    private static Answer signIn(RawHttp from, String token, String cookie, String csrf) {
        return from.post(
                "/sign-in",
                "token=" + token + "&_csrf=" + csrf,
                "Cookie: " + cookie,
                "Content-Type: application/x-www-form-urlencoded");
    }

    /** Until it is not heard any more, which is not before the twentieth time. */
    private static void guesses(RawHttp guesser, Function<Integer, Answer> guess, int refused) {
        Map<Integer, Integer> statuses = new HashMap<>();
        for (int i = 0; i < 200 && statuses.getOrDefault(429, 0) < 3; i++) {
            statuses.merge(guess.apply(i).status(), 1, Integer::sum);
        }
        assertThat(statuses).as("from " + guesser.from()).containsOnlyKeys(refused, 429);
        assertThat(statuses.get(refused)).isGreaterThanOrEqualTo(20);
    }
}
