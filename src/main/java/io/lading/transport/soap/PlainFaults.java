package io.lading.transport.soap;

import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.phase.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what CXF or the parser would say of themselves from outsiders; our own refusals pass as they are. */
final class PlainFaults extends AbstractSoapInterceptor {
    private static final Logger log = LoggerFactory.getLogger(PlainFaults.class);

    PlainFaults() {
        super(Phase.PRE_LOGICAL);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        Exception given = message.getContent(Exception.class);
        if (given instanceof SoapFault fault && fault.getDetail() != null) {
            return;
        }
        log.debug("soap refused a message", given);
        if (CountedParts.TooManyParts.isCauseOf(given)) {
            message.setContent(Exception.class, Request.tooManyParts());
            return;
        }
        boolean protocol = given instanceof SoapFault fault
                && (fault.getFaultCode().equals(Soap11.getInstance().getMustUnderstand())
                        || fault.getFaultCode().equals(Soap11.getInstance().getVersionMismatch()));
        Fault plain = protocol ? (SoapFault) given : (Fault) Request.unreadable();
        message.setContent(Exception.class, plain);
    }
}
