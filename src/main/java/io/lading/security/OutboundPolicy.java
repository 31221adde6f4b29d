package io.lading.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses the hub may call, so that a URL in a partner file (or, for asynchronous receipts, in a partner's
 * message) cannot reach into the hub's own network. Every address that a host name stands for must be allowed. Callers
 * connect to the addresses of the verdict rather than resolving again (DNS rebinding), and follow no redirects.
 */
public final class OutboundPolicy {

    /** Looks up a host's addresses. */
    @FunctionalInterface
    public interface HostResolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What the policy says about one URL. */
    public sealed interface Verdict {
        /** @param addresses those that were checked; connect to one of them */
        record Allowed(List<InetAddress> addresses) implements Verdict {}

        /** @param reason a sentence for people, with what to do */
        record Refused(String reason) implements Verdict {}

        /**
         * The host has no address now; a name server that is away looks the same.
         *
         * @param reason a sentence for people, with what to do
         */
        record Unknown(String reason) implements Verdict {}
    }

    private final List<AllowedTarget> allowed;
    /** What a connection may be allowed beside that, and what this one is. */
    private final List<AllowedTarget> grantable;

    private final List<AllowedTarget> granted;
    private final HostResolver resolver;

    private OutboundPolicy(
            List<AllowedTarget> allowed,
            List<AllowedTarget> grantable,
            List<AllowedTarget> granted,
            HostResolver resolver) {
        this.allowed = List.copyOf(allowed);
        this.grantable = List.copyOf(grantable);
        this.granted = List.copyOf(granted);
        this.resolver = resolver;
    }

    /** @param allowed what may be reached beside public addresses */
    public static OutboundPolicy allowing(List<AllowedTarget> allowed) {
        return allowing(allowed, InetAddress::getAllByName);
    }

    public static OutboundPolicy allowing(List<AllowedTarget> allowed, HostResolver resolver) {
        return new OutboundPolicy(allowed, List.of(), List.of(), resolver);
    }

    /** The same policy where partner files may allow a connection some of these. */
    public OutboundPolicy granting(List<AllowedTarget> targets) {
        return new OutboundPolicy(allowed, targets, granted, resolver);
    }

    /**
     * The same policy for a connection whose partner file allows it more. That counts only as far as {@link #granting} lets
     * it, and never for addresses with a special meaning.
     */
    public OutboundPolicy also(List<AllowedTarget> more) {
        return new OutboundPolicy(allowed, grantable, more, resolver);
    }

    /** Whether partner files may allow their connections anything. */
    public boolean isGranting() {
        return !grantable.isEmpty();
    }

    /** Checks what needs no look-up: scheme, host, no user information. Returns why the URL is refused, if it is. */
    public static Optional<String> checkForm(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("The URL must begin with http:// or https://; found '" + Masking.url(url) + "'.");
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            return Optional.of("The URL names no host; found '" + Masking.url(url) + "'.");
        }
        if (url.getUserInfo() != null) {
            return Optional.of("The URL carries a user or password; leave them out of '" + Masking.url(url)
                    + "' and give a header with a reference to a secret.");
        }
        return Optional.empty();
    }

    /** Checks a URL and every address its host stands for. */
    public Verdict check(URI url) {
        Optional<String> form = checkForm(url);
        if (form.isPresent()) {
            return new Verdict.Refused(form.get());
        }
        String host = url.getHost();
        InetAddress[] addresses = lookUp(host);
        if (addresses == null) {
            return new Verdict.Unknown("The host '" + host + "' has no address; check its name and the network.");
        }
        for (InetAddress address : addresses) {
            Optional<String> reason = refusal(host, address);
            if (reason.isPresent()) {
                return new Verdict.Refused(reason.get());
            }
        }
        return new Verdict.Allowed(new ArrayList<>(List.of(addresses)));
    }

    private InetAddress @Nullable [] lookUp(String host) {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private Optional<String> refusal(String host, InetAddress address) {
        NetworkKind kind = NetworkKind.of(address);
        boolean grantedHere = kind != NetworkKind.SPECIAL
                && covers(grantable, host, address, kind)
                && covers(granted, host, address, kind);
        if (kind == NetworkKind.PUBLIC || covers(allowed, host, address, kind) || grantedHere) {
            return Optional.empty();
        }
        return Optional.of("The host '" + host + "' stands for " + address.getHostAddress() + ", " + kind.words()
                + ", which the hub may not call. If that is meant, add '" + kind.suggestion(address)
                + "' to delivery.allowTargets.");
    }

    private static boolean covers(List<AllowedTarget> targets, String host, InetAddress address, NetworkKind kind) {
        return targets.stream().anyMatch(target -> target.covers(host, address, kind));
    }
}
