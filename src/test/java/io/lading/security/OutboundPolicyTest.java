package io.lading.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.security.OutboundPolicy.Verdict;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundPolicyTest {
    private static final Map<String, String> HOSTS = Map.of(
            "partner.example", "203.0.113.7",
            "inner.example", "10.1.2.3",
            "both.example", "203.0.113.7 127.0.0.1",
            "metadata.example", "169.254.169.254");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # allowed             | url                                   | verdict
                                          | https://partner.example/x             | allowed
                                          | http://[2001:db8::1]/x                | allowed
                                          | ftp://partner.example/x               | The URL must begin with http:// or https://; found 'ftp://partner.example/x'.
                                          | file:///etc/passwd                    | The URL must begin with http:// or https://; found 'file:///etc/passwd'.
                                          | http:///x                             | The URL names no host; found 'http:///x'.
                                          | https://u:p@partner.example/x?k=v     | The URL carries a user or password; leave them out of 'https://***@partner.example/x?***' and give a header with a reference to a secret.
                                          | http://nobody.example                 | The host 'nobody.example' has no address; check its name and the network.
                                          | http://127.0.0.1:8080/                | The host '127.0.0.1' stands for 127.0.0.1, an address of this machine itself, which the hub may not call. If that is meant, add 'loopback' to delivery.allowTargets.
                                          | http://inner.example/                 | The host 'inner.example' stands for 10.1.2.3, an address of a private network, which the hub may not call. If that is meant, add 'private' to delivery.allowTargets.
                                          | http://both.example/                  | The host 'both.example' stands for 127.0.0.1, an address of this machine itself, which the hub may not call. If that is meant, add 'loopback' to delivery.allowTargets.
                    loopback private      | http://metadata.example/              | The host 'metadata.example' stands for 169.254.169.254, an address with a special meaning, which the hub may not call. If that is meant, add '169.254.169.254/32' to delivery.allowTargets.
                    metadata.example      | http://metadata.example/              | The host 'metadata.example' stands for 169.254.169.254, an address with a special meaning, which the hub may not call. If that is meant, add '169.254.169.254/32' to delivery.allowTargets.
                    169.254.169.254/32    | http://metadata.example/              | allowed
                    loopback              | http://127.9.9.9/                     | allowed
                    loopback              | http://[::1]/                         | allowed
                    private               | http://inner.example/                 | allowed
                    10.1.0.0/16           | http://inner.example/                 | allowed
                    10.2.0.0/16           | http://10.2.0.9/                      | allowed
                    inner.example         | http://inner.example/                 | allowed
                    """)
    void onlyPublicAddressesAndWhatIsAllowedMayBeCalled(String allowed, String url, String verdict) {
        List<AllowedTarget> targets = allowed == null
                ? List.of()
                : Stream.of(allowed.split(" "))
                        .map(text -> AllowedTarget.parse(text).orElseThrow())
                        .toList();

        Verdict found =
                OutboundPolicy.allowing(targets, OutboundPolicyTest::resolve).check(URI.create(url));

        assertThat(
                        found instanceof Verdict.Refused refused
                                ? refused.reason()
                                : found instanceof Verdict.Unknown unknown ? unknown.reason() : "allowed")
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "::1, LOOPBACK",
        "127.0.0.1, LOOPBACK",
        "::ffff:127.0.0.1, LOOPBACK",
        "64:ff9b::7f00:1, LOOPBACK",
        "2002:7f00:1::, LOOPBACK",
        "::10.0.0.1, PRIVATE",
        "10.255.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "fd00::1, PRIVATE",
        "169.254.169.254, SPECIAL",
        "fe80::1, SPECIAL",
        "0.0.0.0, SPECIAL",
        "0.1.2.3, SPECIAL",
        "::, SPECIAL",
        "224.0.0.1, SPECIAL",
        "255.255.255.255, SPECIAL",
        "ff02::1, SPECIAL",
        "8.8.8.8, PUBLIC",
        "172.32.0.1, PUBLIC",
        "100.128.0.1, PUBLIC",
        "2606:4700::1, PUBLIC"
    })
    void addressesAreSortedByTheHarmTheyCanDo(String address, NetworkKind kind) throws UnknownHostException {
        assertThat(NetworkKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @Test
    void theVerdictHoldsTheAddressesThatWereChecked() throws UnknownHostException {
        Verdict found = OutboundPolicy.allowing(List.of(), OutboundPolicyTest::resolve)
                .check(URI.create("http://partner.example"));

        assertThat(found).isEqualTo(new Verdict.Allowed(List.of(InetAddress.getByName("203.0.113.7"))));
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        String addresses = literal ? host : HOSTS.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        String[] parts = addresses.split(" ");
        InetAddress[] out = new InetAddress[parts.length];
        for (int i = 0; i < parts.length; i++) {
            out[i] = InetAddress.getByName(parts[i]);
        }
        return out;
    }
}
