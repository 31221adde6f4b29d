package io.lading.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SyntaxDetectorTest {

    @Test
    void knowsX12ByItsInterchangeHeader() {
        assertThat(kind("ISA*00*          *00*")).isEqualTo(SyntaxKind.X12);
        assertThat(kind("\u00ef\u00bb\u00bf\r\n ISA|00|")).isEqualTo(SyntaxKind.X12);
        assertThat(kind("ISABEL was here")).isEqualTo(SyntaxKind.TEXT);
        assertThat(kind("ST*850*0001~")).isEqualTo(SyntaxKind.TEXT);
    }

    @Test
    void knowsEdifactWithAndWithoutServiceString() {
        assertThat(kind("UNA:+.? 'UNB+UNOC:3+")).isEqualTo(SyntaxKind.EDIFACT);
        assertThat(kind("UNB+UNOA:1+A+B+")).isEqualTo(SyntaxKind.EDIFACT);
        assertThat(kind("UNBELIEVABLE")).isEqualTo(SyntaxKind.TEXT);
    }

    @Test
    void knowsXmlAndJson() {
        assertThat(kind("<?xml version='1.0'?><a/>")).isEqualTo(SyntaxKind.XML);
        assertThat(kind("\n  <Order xmlns='urn:x'/>")).isEqualTo(SyntaxKind.XML);
        assertThat(kind("< 5 items")).isEqualTo(SyntaxKind.TEXT);
        assertThat(kind("{ \"number\": 1}")).isEqualTo(SyntaxKind.JSON);
        assertThat(kind("[ {} ]")).isEqualTo(SyntaxKind.JSON);
        assertThat(kind("[INFO] started")).isEqualTo(SyntaxKind.TEXT);
    }

    @Test
    void tellsTextFromBytesAndFromNothing() {
        assertThat(kind("po,line,item\n1,2,3")).isEqualTo(SyntaxKind.TEXT);
        assertThat(kind("\u0001\u0002\u00fe\u00ff\u0003")).isEqualTo(SyntaxKind.UNKNOWN);
        assertThat(kind("%PDF\u0000\u00e2\u00e3")).isEqualTo(SyntaxKind.UNKNOWN);
        assertThat(kind("  \r\n")).isEqualTo(SyntaxKind.EMPTY);
        assertThat(kind("")).isEqualTo(SyntaxKind.EMPTY);
    }

    private static SyntaxKind kind(String head) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        return SyntaxDetector.detect(bytes, bytes.length);
    }
}
