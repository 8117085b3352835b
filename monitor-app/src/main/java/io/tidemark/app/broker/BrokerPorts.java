package io.tidemark.app.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * The two loop-back ports of one start.
 *
 * @param broker where clients connect, 1 to 65535
 * @param controller where the broker finds its controller, 1 to 65535, not the same
 */
record BrokerPorts(int broker, int controller) {
    /** Loop-back by number: the name may resolve to IPv6 first and then cost every client a failed attempt. */
    private static final String HOST = "127.0.0.1";

    /** Two ports that were free a moment ago; both are held until both are known, so that they differ. */
    static BrokerPorts findFree() {
        try (var first = new ServerSocket(0, 1, loopback());
                var second = new ServerSocket(0, 1, loopback())) {
            return new BrokerPorts(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    String brokerAddress() {
        return HOST + ":" + broker;
    }

    String controllerAddress() {
        return HOST + ":" + controller;
    }
}
