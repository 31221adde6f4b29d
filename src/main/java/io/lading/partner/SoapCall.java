package io.lading.partner;

import java.util.Locale;

/**
 * The envelope in which a partner's SOAP service takes a document. Fixed by the partner file; a document can fill its
 * places and change nothing else.
 *
 * @param template the content of {@code soap:Body}, with {@link #PAYLOAD} where the document goes
 * @param action of the SOAPAction header
 * @param userNameToken whether user and password go into a WS-Security header rather than into HTTP's
 */
public record SoapCall(String template, String action, Version version, Payload payload, boolean userNameToken) {
    public static final String PAYLOAD = "{payload}";
    public static final String KEY = "{key}";
    public static final String FILE_NAME = "{fileName}";

    /** Of the protocol. */
    public enum Version {
        SOAP_1_1("1.1", "http://schemas.xmlsoap.org/soap/envelope/"),
        SOAP_1_2("1.2", "http://www.w3.org/2003/05/soap-envelope");

        private final String word;
        private final String namespace;

        Version(String word, String namespace) {
            this.word = word;
            this.namespace = namespace;
        }

        public String word() {
            return word;
        }

        public String namespace() {
            return namespace;
        }
    }

    /** How the document stands in the envelope. */
    public enum Payload {
        XML,
        TEXT,
        BASE64;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
