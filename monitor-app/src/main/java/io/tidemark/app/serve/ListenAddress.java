package io.tidemark.app.serve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a server listens: {@code 9400} on this machine only, {@code 0.0.0.0:9400} on every address it has.
 *
 * @param host name or address of an interface, without brackets
 * @param port in [0, 65535]; 0 takes any that is free
 */
public record ListenAddress(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_PORT = 65_535;
    private static final Pattern FORM =
            Pattern.compile("(?:(?<host>\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):)?(?<port>[0-9]{1,5})");

    public ListenAddress {
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("port = " + port + " is not in [0, 65535]");
        }
    }

    /** Returns the address of a port on this machine only. */
    public static ListenAddress ofLoopback(int port) {
        return new ListenAddress(LOOPBACK, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Reads {@code [HOST:]PORT}. */
    public static final class Converter implements ITypeConverter<ListenAddress> {
        @Override
        public ListenAddress convert(String text) {
            Matcher parts = FORM.matcher(text.strip());
            if (!parts.matches() || Integer.parseInt(parts.group("port")) > MOST_PORT) {
                throw new TypeConversionException(
                        "\"" + text + "\" is no address to listen on: write PORT or HOST:PORT, for example 9400");
            }
            String host = parts.group("host");
            int port = Integer.parseInt(parts.group("port"));
            return host == null
                    ? ofLoopback(port)
                    : new ListenAddress(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
        }
    }
}
