package io.lading.transport.soap;

import io.lading.partner.Connection;
import io.lading.transport.PartnerLimits;
import io.lading.transport.soap.Refusal.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.w3c.dom.Element;

/** Lets in who signed in by the envelope's header, before its body is looked at; who showed a token is in already. */
final class SignInInterceptor extends AbstractSoapInterceptor {
    private static final QName SECURITY = new QName(Names.WSSE, "Security");

    private final SignIn signIn;
    private final PartnerLimits limits;

    SignInInterceptor(SignIn signIn, PartnerLimits limits) {
        super(Phase.PRE_PROTOCOL);
        this.limits = limits;
        this.signIn = signIn;
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return Set.of(SECURITY);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        HttpServletRequest request =
                Objects.requireNonNull((HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST));
        if (message.getHeaders().stream()
                        .filter(header -> SECURITY.equals(header.getName()))
                        .count()
                > 1) {
            throw Refusal.of(
                    Code.NOT_SIGNED_IN,
                    "The message has more than one Security header, and which of them counts is anybody's guess",
                    "Send one, with one UsernameToken.");
        }
        Connection known = Entrance.connection(request);
        Header security = message.getHeader(SECURITY);
        if (known != null) {
            message.getExchange().put(Connection.class, known);
        } else if (security != null && security.getObject() instanceof Element element) {
            UserNameToken token = token(element);
            Connection connection = signIn.byUser(token, Entrance.caller(request));
            limits.met(connection.partner(), request.getRemoteAddr());
            checkRate(message, connection);
            message.getExchange().put(Connection.class, connection);
            if (token.nonce().length == 0) {
                message.getExchange().put(UserNameToken.Repeatable.class, new UserNameToken.Repeatable());
            }
        } else {
            throw SignIn.notSignedIn();
        }
    }

    private void checkRate(SoapMessage message, Connection connection) {
        try {
            limits.check(connection.partner());
        } catch (PartnerLimits.TooManyException e) {
            throw Entrance.tooMany(e, Objects.requireNonNull((HttpServletResponse)
                    message.get(AbstractHTTPDestination.HTTP_RESPONSE)));
        }
    }

    private static UserNameToken token(Element security) {
        try {
            return UserNameToken.read(security);
        } catch (UserNameToken.Unusable e) {
            throw Refusal.of(
                    Code.NOT_SIGNED_IN,
                    String.valueOf(e.getMessage()),
                    "Send a UsernameToken with Username and Password of type PasswordText.");
        }
    }
}
