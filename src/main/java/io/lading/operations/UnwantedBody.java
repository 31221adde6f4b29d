package io.lading.operations;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.coyote.ActionCode;

/**
 * What is left of a body that nobody wanted. Closed upon it, the connection would be reset, and its sender might never see
 * the answer; so a little of it is thrown away, for a little while, without a thread that waits for it.
 */
final class UnwantedBody implements ReadListener, AsyncListener {
    private static final int MOST_BYTES = 256 * 1024;
    private static final long MILLISECONDS = 2000;
    private static final int PIECE = 8 * 1024;

    private final Request request;
    private final AsyncContext context;
    private final ServletInputStream body;
    private long thrownAway;
    private boolean done;
    private boolean uncounted;

    private UnwantedBody(Request request, AsyncContext context, ServletInputStream body) {
        this.request = request;
        this.context = context;
        this.body = body;
    }

    /** After the answer, which is sent first. */
    static void throwAway(Request request, Response response) throws IOException {
        boolean streams = request.getProtocol().startsWith("HTTP/2"); // where an answer ends its stream alone
        if (request.isFinished() || request.isAsync() || streams) {
            return;
        }
        ServletInputStream body = (ServletInputStream) request.getStream();
        if (takesWhatIsThere(body) && request.isFinished()) {
            return;
        }
        if (!response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
        response.finishResponse();
        AsyncContext context = request.startAsync();
        context.setTimeout(MILLISECONDS);
        UnwantedBody unwanted = new UnwantedBody(request, context, body);
        context.addListener(unwanted);
        body.setReadListener(unwanted);
    }

    private static boolean takesWhatIsThere(ServletInputStream body) throws IOException {
        byte[] piece = new byte[PIECE];
        int taken = 0;
        while (taken < MOST_BYTES && body.available() > 0) {
            int count = body.read(piece, 0, Math.min(piece.length, body.available()));
            if (count < 0) {
                return true;
            }
            taken += count;
        }
        return taken < MOST_BYTES;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] piece = new byte[PIECE];
        while (!done && body.isReady()) {
            int count = body.read(piece, 0, piece.length);
            if (count < 0) {
                return; // the server says so itself
            }
            thrownAway += count;
            if (thrownAway > MOST_BYTES) {
                end();
            }
        }
    }

    private void end() {
        if (!done) {
            done = true;
            context.complete();
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(Throwable broken) {
        done = true; // the server closes by itself
    }

    /**
     * The sender is gone. Tomcat 11 drops the request then without counting it as ended, if the connection is broken (it skips
     * {@code asyncPostProcess}), and would wait for it at every stop from now on.
     */
    @Override
    public void onError(AsyncEvent event) {
        done = true;
        AtomicBoolean dropped = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.IS_ERROR, dropped);
        if (dropped.get() && !uncounted && request.getContext() instanceof StandardContext application) {
            uncounted = true;
            application.decrementInProgressAsyncCount();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        done = true;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
