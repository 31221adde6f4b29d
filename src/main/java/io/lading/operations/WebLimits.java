package io.lading.operations;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;

/** What one request may be, before anybody is known to have sent it. */
final class WebLimits {
    /** Of these, submissions of known partners hold the most; callers not known yet hold none while they send. */
    static final int THREADS = 96;

    static final int SUBMISSIONS = 64;

    private static final int HEADER_BYTES = 16 * 1024;
    private static final int HEADERS = 100;
    private static final int PARAMETERS = 200;
    private static final int IDLE_MILLISECONDS = 20_000;
    private static final int MOST_CONNECTIONS = 4096;
    /** The server's own way of throwing bodies away holds a thread at the sender's pace; see {@link UnwantedBody}. */
    private static final int SWALLOWED_BYTES = 0;

    private WebLimits() {}

    static void apply(Connector connector) {
        connector.setMaxParameterCount(PARAMETERS);
        connector.setXpoweredBy(false);
        connector.setAllowTrace(false);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setMaxHeaderCount(HEADERS);
            protocol.setMaxHttpRequestHeaderSize(HEADER_BYTES);
            protocol.setMaxTrailerSize(HEADER_BYTES);
            protocol.setMaxExtensionSize(HEADER_BYTES);
            protocol.setConnectionTimeout(IDLE_MILLISECONDS);
            protocol.setMaxConnections(MOST_CONNECTIONS);
            protocol.setMaxSwallowSize(SWALLOWED_BYTES);
            protocol.setMaxKeepAliveRequests(-1); // senders keep a connection for a whole night's files
        }
    }
}
