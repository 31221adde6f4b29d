package io.lading.partner;

import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Fields;

/** States how a partner comes in over HTTP or SOAP. */
final class EntryReader {
    private static final Shape TOKENS = Shape.items(Shape.text(
            "Hash of the bearer token that names this connection, sha256:<hex>; two while a token is being replaced."));

    static final Fields HTTP = Shape.fields("The partner posts to us.", Shape.required("token", TOKENS));

    static final Fields SOAP = Shape.fields(
            "The partner calls our SOAP service.",
            Shape.optional("user", Shape.text("Of the UsernameToken by which the partner signs in.")),
            Shape.optional("password", Shape.text("Its hash, as './lading hash-password' prints it.")),
            Shape.optional("token", TOKENS));

    private EntryReader() {}
}
