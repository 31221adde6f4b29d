package io.lading.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipBodyTest {
    private static final byte[] ORDER = "ISA*00*...~ST*850*0001~".repeat(2000).getBytes(StandardCharsets.US_ASCII);

    @Test
    void givesWhatWasPackedToTheLastByte() throws IOException {
        assertThat(unpacked(packed(ORDER))).isEqualTo(ORDER);
        assertThat(unpacked(packed(new byte[0]))).isEmpty();
    }

    @Test
    void severalMembersAreOneBody() throws IOException {
        byte[] one = packed(ORDER);
        byte[] two = Arrays.copyOf(one, one.length * 2);
        System.arraycopy(one, 0, two, one.length, one.length);

        assertThat(unpacked(two)).hasSize(2 * ORDER.length);
    }

    @Test
    void whateverIsCutOffIsRefused() throws IOException {
        byte[] whole = packed(ORDER);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> unpacked(cut))
                    .as("the first %d bytes", length)
                    .isInstanceOf(GzipBody.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 30, 9000})
    void bytesBehindTheEndAreRefused(int more) throws IOException {
        byte[] whole = packed(ORDER);
        byte[] longer = Arrays.copyOf(whole, whole.length + more);
        Arrays.fill(longer, whole.length, longer.length, (byte) '~');

        assertThatThrownBy(() -> unpacked(longer)).hasMessageContaining("bytes follow");
    }

    @Test
    void oneChangedByteIsRefused() throws IOException {
        byte[] damaged = packed(ORDER);
        damaged[damaged.length / 2] ^= 1;

        assertThatThrownBy(() -> unpacked(damaged)).isInstanceOf(GzipBody.Refused.class);
    }

    @Test
    void whatUnfoldsBeyondMeasureIsBrokenOff() throws IOException {
        byte[] bomb = packed(new byte[50_000_000]);

        assertThatThrownBy(() -> unpacked(bomb)).hasMessage("it unfolds to more than 200 times its size");
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GzipBody body = new GzipBody(new ByteArrayInputStream(packed))) {
            return body.readAllBytes();
        }
    }
}
