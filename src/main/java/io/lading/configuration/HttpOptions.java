package io.lading.configuration;

/** Settings of TLS at the port of console and API. */
final class HttpOptions {
    static final Option<String> TLS_CERTIFICATE = Option.of(
            "http.tls.certificate",
            OptionType.TEXT,
            "",
            "The certificate of console and API and those that issued it: a PEM file, or a .p12 store. Needed to listen"
                    + " beyond loopback, unless http.trustedProxies names a proxy that ends TLS.");
    static final Option<String> TLS_KEY = Option.of(
            "http.tls.key",
            OptionType.SECRET,
            "",
            "The certificate's private key, in PEM (PKCS #8); for a .p12 store, its password.");

    private HttpOptions() {}
}
