package io.lading.cli.simulate;

/** What a partner holds: its token, its password wherever it signs in, and its AS2 identity. */
record Credentials(String token, String password, KeyPairFile identity) {
    @Override
    public String toString() {
        return identity.name(); // never the others
    }
}
