package io.lading.transport.soap;

import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.helpers.DOMUtils;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a request that is not taken is answered with: a sentence for people, a code for programs. */
final class Refusal {

    private Refusal() {}

    /** As the schema lists them. */
    enum Code {
        NOT_SIGNED_IN,
        REPLAYED,
        BAD_REQUEST,
        EMPTY_PAYLOAD,
        TOO_LARGE,
        KEY_REUSED,
        NOT_FOUND,
        UNAVAILABLE
    }

    static SoapFault of(Code code, String what, String advice) {
        return of(code, what, advice, null);
    }

    /** @param transmission the one that came before, where that is why */
    static SoapFault of(Code code, String what, String advice, @Nullable String transmission) {
        SoapFault fault = new SoapFault(what, faultCode(code));
        fault.setDetail(detail(code, advice, transmission));
        return fault;
    }

    private static QName faultCode(Code code) {
        return switch (code) {
            case NOT_SIGNED_IN, REPLAYED -> new QName(Names.WSSE, "FailedAuthentication", "wsse");
            case UNAVAILABLE -> Soap11.getInstance().getReceiver();
            case BAD_REQUEST, EMPTY_PAYLOAD, TOO_LARGE, KEY_REUSED, NOT_FOUND ->
                Soap11.getInstance().getSender();
        };
    }

    private static Element detail(Code code, String advice, @Nullable String transmission) {
        Document document = DOMUtils.createDocument();
        Element detail = document.createElement("detail");
        Element refusal = document.createElementNS(Names.NAMESPACE, "Refusal");
        detail.appendChild(refusal);
        add(refusal, "code", code.name());
        add(refusal, "advice", advice);
        if (transmission != null) {
            add(refusal, "transmission", transmission);
        }
        return detail;
    }

    private static void add(Element parent, String name, String text) {
        Element child = parent.getOwnerDocument().createElementNS(Names.NAMESPACE, name);
        child.setTextContent(text);
        parent.appendChild(child);
    }
}
