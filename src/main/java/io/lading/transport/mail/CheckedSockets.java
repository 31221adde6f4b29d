package io.lading.transport.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Sockets that go to an address that was checked, whatever the name that they are asked for stands for meanwhile. */
final class CheckedSockets extends SocketFactory {

    /** Gives the address to connect to, or says why there is none. */
    @FunctionalInterface
    interface Checked {
        InetAddress address() throws IOException;
    }

    private final Checked checked;

    CheckedSockets(Checked checked) {
        this.checked = checked;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress wanted) throws IOException {
                connect(wanted, 0);
            }

            @Override
            public void connect(SocketAddress wanted, int timeout) throws IOException {
                int port = wanted instanceof InetSocketAddress internet ? internet.getPort() : 0;
                super.connect(new InetSocketAddress(checked.address(), port), timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(InetSocketAddress.createUnresolved(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(from, fromPort));
        socket.connect(InetSocketAddress.createUnresolved(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host.getHostAddress(), port, from, fromPort);
    }
}
