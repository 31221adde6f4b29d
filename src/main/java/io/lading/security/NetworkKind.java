package io.lading.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** What sort of network an address belongs to, as far as calling it may do harm. */
enum NetworkKind {
    PUBLIC("a public address"),
    LOOPBACK("an address of this machine itself"),
    PRIVATE("an address of a private network"),
    /** Link-local (cloud metadata services live there), multicast, unspecified, reserved: never allowed by a word. */
    SPECIAL("an address with a special meaning");

    private static final Set<String> METADATA = Set.of(
            "fd000ec2000000000000000000000254",
            "fd000ec2000000000000000000000023",
            "fd2000ce000000000000000000000254",
            "646464c8",
            "a83f8110",
            "c00000c0");

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
        byte[] bytes = address.getAddress();
        if (isMetadata(bytes)
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()) {
            return SPECIAL;
        }
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

    /**
     * Services that tell whoever asks the machine's own credentials, and stand at private or public addresses: fd00:ec2::254
     * and fd00:ec2::23 (AWS), fd20:ce::254 (Google), 100.100.100.200 (Alibaba), 168.63.129.16 (Azure), 192.0.0.192 (Oracle).
     */
    private static boolean isMetadata(byte[] bytes) {
        return METADATA.contains(HexFormat.of().formatHex(bytes));
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
