package io.lading.mapping.binding;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A code, or several that mean the same, compared with bytes without decoding them. Immutable. */
final class Qualifier {
    private final String first;
    private final byte[][] codes;

    Qualifier(List<String> codes) {
        this.first = codes.get(0);
        this.codes = new byte[codes.size()][];
        for (int i = 0; i < this.codes.length; i++) {
            this.codes[i] = codes.get(i).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** The code to write. */
    String first() {
        return first;
    }

    boolean isAt(Reading in, int token) {
        for (byte[] code : codes) {
            if (in.table.equalsAscii(token, code)) {
                return true;
            }
        }
        return false;
    }
}
