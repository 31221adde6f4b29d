package io.lading.transport.soap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a WS-Security header says (UsernameToken Profile 1.1). Only what is used is taken: a header with a signature or
 * with encrypted parts is refused, for it must not seem that they were checked.
 *
 * @param nonce empty where there is none
 * @param created when the sender made the token
 */
record UserNameToken(String user, String password, byte[] nonce, Optional<Instant> created) {
    private static final int LONGEST = 256;
    private static final int MOST_CHILDREN = 8;

    /** Why a header cannot be taken, in words for its sender. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** Marks a message whose token holds nothing that would be used up. */
    record Repeatable() {}

    static UserNameToken read(Element security) throws Unusable {
        UserNameToken found = null;
        int children = 0;
        for (Node node = security.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element child)) {
                continue;
            }
            if (++children > MOST_CHILDREN) {
                throw new Unusable("The Security header has too many parts.");
            }
            if (is(child, Names.WSSE, "UsernameToken") && found == null) {
                found = token(child);
            } else if (!is(child, Names.WSU, "Timestamp")) {
                throw new Unusable("The Security header takes one UsernameToken and a Timestamp, nothing else; found "
                        + shown(child.getLocalName()) + ".");
            }
        }
        if (found == null) {
            throw new Unusable("The Security header has no UsernameToken.");
        }
        return found;
    }

    private static UserNameToken token(Element token) throws Unusable {
        String user = "";
        String password = "";
        byte[] nonce = {};
        Optional<Instant> created = Optional.empty();
        for (Node node = token.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element child)) {
                continue;
            }
            if (is(child, Names.WSSE, "Username")) {
                user = text(child);
            } else if (is(child, Names.WSSE, "Password")) {
                refuseDigest(child);
                password = text(child);
            } else if (is(child, Names.WSSE, "Nonce")) {
                nonce = nonce(text(child));
            } else if (is(child, Names.WSU, "Created")) {
                created = Optional.of(instant(text(child)));
            }
        }
        return new UserNameToken(user, password, nonce, created);
    }

    private static void refuseDigest(Element password) throws Unusable {
        String type = password.getAttribute("Type");
        if (!type.isEmpty() && !type.equals(Names.PASSWORD_TEXT)) {
            throw new Unusable(
                    "The password must be of type PasswordText, sent over TLS; a digest cannot be checked, for"
                            + " the hub keeps no passwords.");
        }
    }

    private static byte[] nonce(String text) throws Unusable {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Unusable("The Nonce is not in base64.");
        }
    }

    private static Instant instant(String text) throws Unusable {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Unusable("Created is no time with a zone, such as 2026-10-01T09:04:00Z.");
        }
    }

    private static boolean is(Element element, String namespace, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    private static String text(Element element) throws Unusable {
        String text = element.getTextContent().strip();
        if (text.length() > LONGEST) {
            throw new Unusable("A part of the UsernameToken is longer than " + LONGEST + " characters.");
        }
        return text;
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) : name;
    }

    @Override
    public String toString() {
        return "UserNameToken[***]";
    }
}
