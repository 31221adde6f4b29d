package io.lading.operations;

import java.util.List;
import org.apache.catalina.util.NetMaskSet;
import org.apache.catalina.valves.RemoteIpValve;

/** Proxies before the hub: they alone are believed who calls, and whether over TLS. */
final class TrustedProxies {
    private TrustedProxies() {}

    /**
     * Takes the caller's address and scheme from a proxy's headers: of several addresses the last that is no proxy's.
     *
     * @param networks addresses or networks; at least one
     * @throws StartRefusedException one is neither
     */
    static RemoteIpValve valve(List<String> networks) {
        String all = String.join(",", networks);
        List<String> faults = new NetMaskSet().addAll(all);
        if (!faults.isEmpty()) {
            throw new StartRefusedException(
                    "'http.trustedProxies': expected addresses or networks such as 10.0.0.0/8, with"
                            + " commas, found '" + all + "'. " + String.join(" ", faults));
        }
        RemoteIpValve valve = new RemoteIpValve();
        valve.setAsyncSupported(true);
        valve.setInternalProxies(all);
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }
}
