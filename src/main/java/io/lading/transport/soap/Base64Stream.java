package io.lading.transport.soap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The bytes of a base64 text, decoded as the parser comes to them; whatever follows is read before the end is told. */
final class Base64Stream extends InputStream {
    private final InputStream decoded;

    private Base64Stream(InputStream decoded) {
        this.decoded = decoded;
    }

    /** What is to be read after the text, so that a broken end is noticed before anything is kept. */
    interface Ending {
        void read() throws IOException;
    }

    /** @param reader at the text's first event */
    static InputStream of(XMLStreamReader reader, Ending ending) {
        return new Base64Stream(Base64.getDecoder().wrap(new Characters(reader, ending)));
    }

    @Override
    public int read() throws IOException {
        return decoded.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return decoded.read(into, offset, length);
    }

    /** The text without its white space. */
    private static final class Characters extends InputStream {
        private final XMLStreamReader reader;
        private final Ending ending;
        private byte[] piece = {};
        private int next;
        private boolean ended;

        Characters(XMLStreamReader reader, Ending ending) {
            this.reader = reader;
            this.ending = ending;
            take();
        }

        @Override
        public int read() throws IOException {
            while (next == piece.length && !ended) {
                advance();
            }
            return next == piece.length ? -1 : piece[next++];
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int first = read();
            if (first < 0 || length == 0) {
                return first < 0 ? -1 : 0;
            }
            into[offset] = (byte) first;
            int more = Math.min(length - 1, piece.length - next);
            System.arraycopy(piece, next, into, offset + 1, more);
            next += more;
            return more + 1;
        }

        private void advance() throws IOException {
            try {
                int event = reader.next();
                if (event == XMLStreamReader.END_ELEMENT) {
                    ended = true;
                    ending.read();
                    return;
                }
                if (event == XMLStreamReader.START_ELEMENT) {
                    throw new IOException("an element stands inside the base64 text of payload");
                }
                take();
            } catch (XMLStreamException e) {
                throw new IOException("the XML breaks off within payload", e);
            }
        }

        private void take() {
            next = 0;
            piece = new byte[0];
            if (reader.getEventType() != XMLStreamReader.CHARACTERS && reader.getEventType() != XMLStreamReader.CDATA) {
                ended = reader.getEventType() == XMLStreamReader.END_ELEMENT;
                return;
            }
            StringBuilder dense = new StringBuilder(reader.getTextLength());
            String text = reader.getText();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c > ' ') {
                    dense.append(c);
                }
            }
            piece = dense.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
