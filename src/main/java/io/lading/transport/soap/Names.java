package io.lading.transport.soap;

/** Names of the contract. */
final class Names {
    static final String NAMESPACE = "urn:lading:partner:1";
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String PASSWORD_TEXT =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";
    static final String XOP = "http://www.w3.org/2004/08/xop/include";

    private Names() {}
}
