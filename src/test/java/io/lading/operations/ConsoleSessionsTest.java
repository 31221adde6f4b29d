package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.partner.LoadedCommunity;
import io.lading.security.AdministratorToken;
import io.lading.security.Secret;
import io.lading.tracking.MachineTokens;
import io.lading.tracking.SignInLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class ConsoleSessionsTest {

    @ParameterizedTest
    @CsvSource({"23, false", "25, true"})
    void aSessionEndsAfterADayHoweverMuchItIsUsed(int hours, boolean ends) {
        ObjectProvider<SignInLog> none = new DefaultListableBeanFactory().getBeanProvider(SignInLog.class);
        Callers callers = new Callers(
                new AdministratorToken(Secret.of("ldg_x"), Optional.empty()),
                new DefaultListableBeanFactory().getBeanProvider(LoadedCommunity.class),
                new DefaultListableBeanFactory().getBeanProvider(MachineTokens.class),
                Clock.systemUTC(),
                new SecureRandom());
        Guesses guesses = new Guesses(none, reason -> {}, System::nanoTime);
        AtomicBoolean ended = new AtomicBoolean();
        HttpSession session = fake(HttpSession.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getCreationTime" -> 0L;
            case "getLastAccessedTime" -> Duration.ofHours(hours).toMillis();
            case "invalidate" -> {
                ended.set(true);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
        HttpServletRequest request = fake(HttpServletRequest.class, (proxy, method, arguments) -> session);

        new ConsoleSessions(callers, guesses, none).endIfOver(request);

        assertThat(ended.get()).isEqualTo(ends);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
