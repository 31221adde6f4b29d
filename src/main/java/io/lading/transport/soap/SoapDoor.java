package io.lading.transport.soap;

import io.lading.partner.Community;
import io.lading.tracking.Finder;
import io.lading.tracking.MachineTokens;
import io.lading.tracking.UsedNonces;
import io.lading.transport.PartnerLimits;
import io.lading.transport.Submissions;
import io.lading.transport.spool.BodySpool;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.cxf.Bus;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.staxutils.StaxUtils;

/** The SOAP service for partners, as a servlet with its own CXF bus. Every limit is set here. */
public final class SoapDoor implements AutoCloseable {
    public static final String PATH = "/services/*";

    private static final String ADDRESS = "/lading";
    private static final int DEEPEST = 32;
    private static final int MOST_CHILDREN = 64;
    private static final long MOST_ELEMENTS = 256;
    private static final int MOST_ATTRIBUTES = 32;
    private static final int LONGEST_ATTRIBUTE = 4096;
    private static final int LONGEST_PART_HEADER = 1024;
    private static final int MOST_PART_HEADERS = 16;
    private static final int HELD_OF_ATTACHMENT = 100 * 1024;
    /** Base64 takes four characters for three bytes, and a line break now and then. */
    private static final double BASE64 = 1.4;

    private static final long ENVELOPE = 64 * 1024;

    private final Bus bus;
    private final HttpServlet servlet;

    /** @param spoolFolder for attachments that CXF cannot pass on as they come */
    public SoapDoor(
            Supplier<Community> community,
            Submissions submissions,
            Finder finder,
            MachineTokens tokens,
            UsedNonces nonces,
            PartnerLimits limits,
            BodySpool bodies,
            Path spoolFolder,
            Clock clock)
            throws IOException {
        sweep(spoolFolder);
        bus = new CXFBusFactory().createBus();
        long mostRequest = (long) (submissions.mostBytes() * BASE64) + ENVELOPE;
        EndpointImpl endpoint = new EndpointImpl(bus, new PartnerService(new Operations(submissions, finder)));
        endpoint.setProperties(limits(submissions.mostBytes(), mostRequest, spoolFolder));
        // What a stranger sends wrongly is no warning of ours, and not worth a stack trace.
        endpoint.getProperties().put(FaultListener.class.getName(), (FaultListener) (e, words, message) -> false);
        SignIn signIn = new SignIn(community, tokens, nonces, clock);
        endpoint.getInInterceptors().add(new EntranceInterceptor());
        endpoint.getInInterceptors().add(new SignInInterceptor(signIn, limits));
        endpoint.getOutFaultInterceptors().add(new PlainFaults());
        endpoint.publish(ADDRESS);
        servlet = new SoapServlet(bus, new Entrance(signIn, submissions, limits, bodies, mostRequest), mostRequest);
    }

    public HttpServlet servlet() {
        return servlet;
    }

    private static Map<String, Object> limits(long mostBytes, long mostRequest, Path spoolFolder) {
        Map<String, Object> limits = new HashMap<>();
        limits.put(StaxUtils.MAX_ELEMENT_DEPTH, DEEPEST);
        limits.put(StaxUtils.MAX_CHILD_ELEMENTS, MOST_CHILDREN);
        limits.put(StaxUtils.MAX_ELEMENT_COUNT, MOST_ELEMENTS);
        limits.put(StaxUtils.MAX_ATTRIBUTE_COUNT, MOST_ATTRIBUTES);
        limits.put(StaxUtils.MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
        limits.put(StaxUtils.MAX_XML_CHARACTERS, mostRequest);
        limits.put(StaxUtils.MAX_TEXT_LENGTH, mostRequest);
        // One payload is all there is to attach, so nothing beside it is ever laid down.
        limits.put(AttachmentDeserializer.ATTACHMENT_MAX_COUNT, 1);
        limits.put(AttachmentDeserializer.ATTACHMENT_MAX_SIZE, mostBytes);
        limits.put(AttachmentDeserializer.ATTACHMENT_MEMORY_THRESHOLD, HELD_OF_ATTACHMENT);
        limits.put(AttachmentDeserializer.ATTACHMENT_MAX_HEADER_SIZE, LONGEST_PART_HEADER);
        limits.put(AttachmentDeserializer.ATTACHMENT_HEADERS_MAX_COUNT, MOST_PART_HEADERS);
        limits.put(AttachmentDeserializer.ATTACHMENT_DIRECTORY, spoolFolder.toString());
        return limits;
    }

    /** What a killed process left. */
    private static void sweep(Path spoolFolder) throws IOException {
        Files.createDirectories(spoolFolder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(spoolFolder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        bus.shutdown(true);
    }
}
