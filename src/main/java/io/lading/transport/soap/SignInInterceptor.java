package io.lading.transport.soap;

import io.lading.partner.Connection;
import io.lading.transport.PartnerLimits;
import io.lading.transport.soap.Refusal.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.w3c.dom.Element;

/** Lets in who signed in, when the headers were read and nothing of the body was. */
final class SignInInterceptor extends AbstractSoapInterceptor {
    private static final QName SECURITY = new QName(Names.WSSE, "Security");
    private static final String SCHEME = "Bearer ";

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
        String address = request.getRemoteAddr();
        SignIn.Caller caller = new SignIn.Caller(address, request.isSecure() || isLoopback(address));
        String authorization = request.getHeader("Authorization");
        if (message.getHeaders().stream()
                        .filter(header -> SECURITY.equals(header.getName()))
                        .count()
                > 1) {
            throw Refusal.of(
                    Code.NOT_SIGNED_IN,
                    "The message has more than one Security header, and which of them counts is anybody's guess",
                    "Send one, with one UsernameToken.");
        }
        Header security = message.getHeader(SECURITY);
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            put(message, signIn.byToken(authorization.substring(SCHEME.length()).strip(), caller));
        } else if (security != null && security.getObject() instanceof Element element) {
            UserNameToken token = token(element);
            put(message, signIn.byUser(token, caller));
            if (token.nonce().length == 0) {
                message.getExchange().put(UserNameToken.Repeatable.class, new UserNameToken.Repeatable());
            }
        } else {
            throw SignIn.notSignedIn();
        }
    }

    private void put(SoapMessage message, Connection connection) {
        try {
            limits.check(connection.partner());
        } catch (PartnerLimits.TooManyException e) {
            HttpServletResponse response =
                    Objects.requireNonNull((HttpServletResponse) message.get(AbstractHTTPDestination.HTTP_RESPONSE));
            response.setHeader("Retry-After", e.retryAfter());
            throw Refusal.of(
                    Code.UNAVAILABLE,
                    "Too many requests at present",
                    "Nothing was kept; send it again after " + e.retryAfter() + " s.");
        }
        message.getExchange().put(Connection.class, connection);
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

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
