package io.lading.transport.spool;

import io.lading.tracking.IntakeClosed;
import io.lading.transport.LimitedStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One body on its way in. The web server calls it, on one thread at a time. */
final class BodyTaking implements ReadListener, AsyncListener {
    private static final Logger log = LoggerFactory.getLogger(BodyTaking.class);
    private static final int PIECE = 16 * 1024;

    private final HttpServletRequest request;
    private final BodyFile file;
    private final Optional<UnknownPlaces.Place> place;
    private final BiConsumer<HttpServletRequest, SpooledBody> ended;
    private final ServletInputStream body;
    private boolean done;

    /** @param ended told what became of it, before the request is dispatched again */
    BodyTaking(
            HttpServletRequest request,
            BodyFile file,
            Optional<UnknownPlaces.Place> place,
            BiConsumer<HttpServletRequest, SpooledBody> ended)
            throws IOException {
        this.request = request;
        this.file = file;
        this.place = place;
        this.ended = ended;
        this.body = request.getInputStream();
    }

    /** @param longest for all of it; zero for as long as it comes fast enough */
    void begin(HttpServletResponse response, Duration longest) {
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(longest.toMillis());
        context.addListener(this);
        body.setReadListener(this);
    }

    @Override
    public void onDataAvailable() {
        byte[] piece = new byte[PIECE];
        try {
            while (!done && body.isReady()) {
                int count = body.read(piece, 0, piece.length);
                if (count < 0) {
                    return; // the server says so itself
                }
                if (place.filter(UnknownPlaces.Place::isLost).isPresent()) {
                    end(SpooledBody.Refused.TOO_MANY);
                    return;
                }
                keep(piece, count);
            }
        } catch (IOException e) {
            log.debug("A body broke off", e);
            end(SpooledBody.Refused.BROKEN);
        }
    }

    private void keep(byte[] piece, int count) {
        try {
            file.write(piece, 0, count);
        } catch (LimitedStream.TooLarge e) {
            end(SpooledBody.Refused.TOO_LARGE);
        } catch (IntakeClosed e) {
            end(BodySpool.closed(e));
        } catch (IOException e) {
            log.warn("spool remote={} refused=\"{}\"", request.getRemoteAddr(), e.getMessage());
            end(SpooledBody.Refused.NO_ROOM);
        }
    }

    @Override
    public void onAllDataRead() {
        if (done) {
            return;
        }
        try {
            end(file.whole());
        } catch (IOException e) {
            log.warn("spool remote={} refused=\"{}\"", request.getRemoteAddr(), e.getMessage());
            end(SpooledBody.Refused.NO_ROOM);
        }
    }

    private void end(SpooledBody what) {
        if (done) {
            return;
        }
        done = true;
        place.ifPresent(UnknownPlaces.Place::leave);
        if (what instanceof SpooledBody.Refused) {
            file.discard();
        }
        ended.accept(request, what);
        request.getAsyncContext().dispatch();
    }

    @Override
    public void onError(Throwable broken) {
        log.debug("A body broke off", broken);
        release();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(SpooledBody.Refused.TOO_LONG);
    }

    @Override
    public void onError(AsyncEvent event) {
        release();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        release();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this); // listeners are forgotten when a request is made asynchronous anew
    }

    private void release() {
        done = true;
        place.ifPresent(UnknownPlaces.Place::leave);
        file.discard();
    }
}
