package io.lading.transport.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** Lets CXF make a fault of what {@link Entrance} refused, before it reads a byte. */
final class EntranceInterceptor extends AbstractPhaseInterceptor<Message> {

    EntranceInterceptor() {
        super(Phase.RECEIVE);
    }

    @Override
    public void handleMessage(Message message) {
        HttpServletRequest request =
                Objects.requireNonNull((HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST));
        RuntimeException refused = Entrance.refusal(request);
        if (refused != null) {
            throw refused;
        }
    }
}
