package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.partner.As2Terms;
import io.lading.partner.CertificateSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://partner.example:10081, http://partner.example:10081",
        "http://partner.example:10081, http://partner.example:10081/",
        "http://partner.example:10081/, http://partner.example:10081",
        "http://partner.example:10081/mdn, http://partner.example:10081",
        "http://partner.example:10081?of=us, http://partner.example:10081/",
        "https://partner.example/as2/mdn?id=1, https://partner.example/as2"
    })
    void anEmptyPathIsTheSameAsASlash(String url, String allowed) {
        assertThat(ReceiptAddress.isAgreed(url, receiptsTo(allowed))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://partner.example:100, http://partner.example:10",
        "http://partner.example.evil, http://partner.example",
        "http://partner.example, http://partner.example/mdn",
        "http://partner.example/mdn, http://partner.example:8080",
        "http://partner.example@evil.example, http://partner.example",
        "'', http://partner.example",
        "http://, http://partner.example"
    })
    void anotherHostOrPortIsNot(String url, String allowed) {
        assertThat(ReceiptAddress.isAgreed(url, receiptsTo(allowed))).isFalse();
    }

    private static As2Terms receiptsTo(String allowed) {
        return new As2Terms(
                "ACME",
                Optional.empty(),
                CertificateSet.NONE,
                true,
                true,
                Set.of(),
                List.of(allowed),
                Optional.empty(),
                Optional.empty(),
                "none",
                new As2Terms.Receipt(As2Terms.Mode.NONE, false, Duration.ZERO, Optional.empty(), 0, false));
    }
}
