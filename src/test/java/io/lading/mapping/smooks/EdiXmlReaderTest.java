package io.lading.mapping.smooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Standard;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Problems;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

class EdiXmlReaderTest {

    @Test
    void nestsLoopsOfASetAfterItsSchema() throws Exception {
        assertThat(xml(Standard.X12, "004010", """
                        ST*850*0001~
                        BEG*00*SA*PO-1**20261002~
                        N1*BY*Globex~
                        N4*Reno~
                        PO1*1*2*EA~
                        PID*F****shirt~
                        PO1*2*3*EA~
                        CTT*2~
                        SE*9*0001~
                        """)).isEqualTo("""
                        _850
                          ST ST01=850 ST02=0001
                          BEG BEG01=00 BEG02=SA BEG03=PO-1 BEG05=20261002
                          N1 N101=BY N102=Globex
                            N4 N401=Reno
                          PO1 PO101=1 PO102=2 PO103=EA
                            PID PID01=F PID05=shirt
                          PO1 PO101=2 PO102=3 PO103=EA
                          CTT CTT01=2
                          SE SE01=9 SE02=0001
                        """);
    }

    @Test
    void givesComponentsTheirOwnElementsEvenWhenOnlyOneWasSent() throws Exception {
        assertThat(xml(Standard.EDIFACT, "D.96A", """
                        UNH+1+ORDERS:D:96A:UN'
                        BGM+220+PO-1+9'
                        DTM+137:20261002:102'
                        NAD+BY+4012345000009::9'
                        LIN+1++4031853307837:EN'
                        QTY+21:12'
                        LIN+2++77'
                        UNS+S'
                        UNT+9+1'
                        """)).isEqualTo("""
                        ORDERS
                          UNH UNH01=1 UNH02 UNH0201=ORDERS UNH0202=D UNH0203=96A UNH0204=UN
                          BGM BGM01 BGM0101=220 BGM02=PO-1 BGM03=9
                          DTM DTM01 DTM0101=137 DTM0102=20261002 DTM0103=102
                          NAD NAD01=BY NAD02 NAD0201=4012345000009 NAD0203=9
                          LIN LIN01=1 LIN03 LIN0301=4031853307837 LIN0302=EN
                            QTY QTY01 QTY0101=21 QTY0102=12
                          LIN LIN01=2 LIN03 LIN0301=77
                          UNS UNS01=S
                          UNT UNT01=9 UNT02=1
                        """);
    }

    @Test
    void readsWholeInterchangesWhereSmooksIsUsedWithoutLading() throws Exception {
        String edi = """
                ISA*00*          *00*          *ZZ*A              *ZZ*B              *261001*1200*U*00401*000000001*0*P*>~
                GS*PO*A*B*20261001*1200*1*X*004010~
                ST*850*0001~
                BEG*00*SA*PO-1**20261002~
                SE*3*0001~
                GE*1*1~
                IEA*1*000000001~
                """;

        assertThat(read(edi)).isEqualTo("""
                        interchange
                          _850
                            ST ST01=850 ST02=0001
                            BEG BEG01=00 BEG02=SA BEG03=PO-1 BEG05=20261002
                            SE SE01=3 SE02=0001
                        """);
        assertThatThrownBy(() -> read(edi.replace("SE*3", "SE*4"))).hasMessageContaining("expected 3, found \"4\"");
    }

    @Test
    void writesNamesThatAreNamesInXml() {
        assertThat(EdiXmlReader.elementName("PO102")).isEqualTo("PO102");
        assertThat(EdiXmlReader.elementName("850")).isEqualTo("_850");
        assertThat(EdiXmlReader.elementName("P\u00e91")).isEqualTo("_P_1");
        assertThat(EdiXmlReader.elementName("")).isEqualTo("_");
    }

    private static String xml(Standard standard, String release, String set) throws SAXException {
        Problems problems = new Problems();
        SchemaCatalog schemas = SchemaCatalog.load(Path.of("mappings"), problems);
        assertThat(problems.list()).isEmpty();
        boolean x12 = standard == Standard.X12;
        byte[] bytes = set.getBytes(StandardCharsets.US_ASCII);
        SegmentTable table = InterchangeReader.readSet(
                bytes,
                0,
                bytes.length,
                0,
                standard,
                x12 ? Delimiters.X12_USUAL : Delimiters.EDIFACT_DEFAULT,
                x12 ? "00401" : "UNOC:3");
        String type = x12 ? "850" : "ORDERS";
        Written written = new Written();
        new SetEvents(written, schemas.find(standard, release, type).orElseThrow(), table).tell(type, release);
        return written.text();
    }

    private static String read(String edi) throws Exception {
        EdiXmlReader reader = new EdiXmlReader();
        Written written = new Written();
        reader.setContentHandler(written);
        reader.parse(new InputSource(new ByteArrayInputStream(edi.getBytes(StandardCharsets.US_ASCII))));
        return written.text();
    }

    /** One line for each segment: elements within it by name and value. */
    private static final class Written extends DefaultHandler {
        private final StringBuilder out = new StringBuilder();
        private int depth;

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) {
            boolean line = attributes.getLength() > 0 || depth == 0;
            out.append(line ? (out.isEmpty() ? "" : "\n") + "  ".repeat(depth) : " ")
                    .append(name);
            depth++;
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            depth--;
        }

        @Override
        public void characters(char[] text, int start, int length) {
            out.append('=').append(text, start, length);
        }

        String text() {
            return out + "\n";
        }
    }
}
