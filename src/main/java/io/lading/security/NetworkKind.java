package io.lading.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What sort of network an address belongs to, as far as calling it may do harm. */
enum NetworkKind {
    PUBLIC("a public address"),
    LOOPBACK("an address of this machine itself"),
    PRIVATE("an address of a private network"),
    /** Link-local (cloud metadata services live there), multicast, unspecified, reserved: never allowed by a word. */
    SPECIAL("an address with a special meaning");

    private final String words;

    NetworkKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** What one would add to the allowed targets. */
    String suggestion(InetAddress address) {
        return switch (this) {
            case LOOPBACK -> "loopback";
            case PRIVATE -> "private";
            case PUBLIC, SPECIAL -> address.getHostAddress() + (address instanceof Inet6Address ? "/128" : "/32");
        };
    }

    static NetworkKind of(InetAddress given) {
        InetAddress address = embedded(given);
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
            return SPECIAL;
        }
        byte[] bytes = address.getAddress();
        if (address.isSiteLocalAddress() || isUniqueLocal(bytes) || isSharedSpace(bytes)) {
            return PRIVATE;
        }
        return isReserved(bytes) ? SPECIAL : PUBLIC;
    }

    /** The IPv4 address inside an IPv6 one (RFC 4291 2.5.5 compatible, RFC 6052 64:ff9b::/96, RFC 3056 2002::/16). */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16) {
            return address;
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return of(Arrays.copyOfRange(bytes, 2, 6), address);
        }
        boolean translated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        int zerosFrom = translated ? 4 : 0;
        for (int i = zerosFrom; i < 12; i++) {
            if (bytes[i] != 0) {
                return address;
            }
        }
        // ::1 and :: are no IPv4 addresses.
        boolean small = bytes[12] == 0 && bytes[13] == 0 && bytes[14] == 0;
        return small && !translated ? address : of(Arrays.copyOfRange(bytes, 12, 16), address);
    }

    private static InetAddress of(byte[] fourBytes, InetAddress otherwise) {
        try {
            return InetAddress.getByAddress(fourBytes);
        } catch (UnknownHostException e) {
            return otherwise;
        }
    }

    /** fc00::/7 (RFC 4193). */
    private static boolean isUniqueLocal(byte[] bytes) {
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    /** 100.64.0.0/10, shared by carriers (RFC 6598). */
    private static boolean isSharedSpace(byte[] bytes) {
        return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }

    /** 0.0.0.0/8 and 240.0.0.0/4 (RFC 6890). */
    private static boolean isReserved(byte[] bytes) {
        return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
    }
}
