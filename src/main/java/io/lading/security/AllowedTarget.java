package io.lading.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Something the hub may call although it is not on the public network. */
public sealed interface AllowedTarget {

    /** What a message says was expected. */
    String EXPECTED = "loopback, private, a network such as 10.1.0.0/16, or a host name";

    boolean covers(String host, InetAddress address, NetworkKind kind);

    /** All of this machine, or all private networks. */
    enum Word implements AllowedTarget {
        LOOPBACK(NetworkKind.LOOPBACK),
        PRIVATE(NetworkKind.PRIVATE);

        private final NetworkKind kind;

        Word(NetworkKind kind) {
            this.kind = kind;
        }

        @Override
        public boolean covers(String host, InetAddress address, NetworkKind kind) {
            return this.kind == kind;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One network, such as {@code 10.1.0.0/16}. */
    record Network(InetAddress address, int bits) implements AllowedTarget {

        @Override
        public boolean covers(String host, InetAddress other, NetworkKind kind) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((ours[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return address.getHostAddress() + "/" + bits;
        }
    }

    /** One host, by the name that stands in the URL. */
    record Host(String name) implements AllowedTarget {

        @Override
        public boolean covers(String host, InetAddress address, NetworkKind kind) {
            return name.equalsIgnoreCase(host) && kind != NetworkKind.SPECIAL;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Reads one target; nothing if the text is none. */
    static Optional<AllowedTarget> parse(String text) {
        if (text.equals("loopback")) {
            return Optional.of(Word.LOOPBACK);
        }
        if (text.equals("private")) {
            return Optional.of(Word.PRIVATE);
        }
        int slash = text.indexOf('/');
        if (slash > 0) {
            return network(text.substring(0, slash), text.substring(slash + 1));
        }
        boolean hostName = text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})");
        return hostName ? Optional.of(new Host(text)) : Optional.empty();
    }

    private static Optional<AllowedTarget> network(String address, String bits) {
        // Only digits and colons reach the resolver, so that no name is looked up here.
        if (!address.matches("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*") || !bits.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            int length = Integer.parseInt(bits);
            return length <= parsed.getAddress().length * 8
                    ? Optional.of(new Network(parsed, length))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
