package io.tidemark.app.kafka;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka client settings of a command. Its text is the addresses only, never a setting that may be secret. */
public final class KafkaClient {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final int MOST_PORT = 65_535;

    private final Properties settings;

    KafkaClient(Properties settings) {
        this.settings = settings;
    }

    /** One broker to ask first. */
    record Address(String host, int port) {
        boolean isThisMachine() {
            String name = host.toLowerCase(Locale.ROOT);
            return name.equals("localhost") || name.startsWith("127.") || name.equals("::1");
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A copy of the settings. */
    public Properties properties() {
        Properties copy = new Properties();
        settings.stringPropertyNames().forEach(name -> copy.setProperty(name, settings.getProperty(name)));
        return copy;
    }

    /** The settings by name. */
    public Map<String, String> map() {
        Map<String, String> map = new TreeMap<>();
        settings.stringPropertyNames().forEach(name -> map.put(name, settings.getProperty(name)));
        return map;
    }

    String bootstrap() {
        return settings.getProperty("bootstrap.servers", "").strip();
    }

    /** The brokers to ask first; a wrong address is a wrong command line. */
    List<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        for (String part : bootstrap().split(",", -1)) {
            addresses.add(address(part.strip()));
        }
        return addresses;
    }

    private static Address address(String text) {
        Matcher parts = ADDRESS.matcher(text.replaceFirst("^[A-Za-z_]+://", ""));
        if (parts.matches() && Integer.parseInt(parts.group(2)) <= MOST_PORT) {
            String host = parts.group(1);
            boolean isBracketed = host.startsWith("[");
            return new Address(
                    isBracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(parts.group(2)));
        }
        throw UserError.usage(Problem.of("\"" + text + "\" is no address of a Kafka broker")
                .fix("write HOST:PORT, for example --bootstrap localhost:9092"));
    }

    void requireAddress() {
        if (bootstrap().isEmpty()) {
            throw UserError.usage(Problem.of("which Kafka?")
                    .because("neither --bootstrap, nor TIDEMARK_BOOTSTRAP, nor bootstrap.servers in a file of --kafka")
                    .fix("add --bootstrap HOST:PORT, for example --bootstrap localhost:9092"));
        }
        addresses();
    }

    /** Refuses to send captures, or a password, unencrypted to another machine. */
    void requireEncryption() {
        if (isPlain()) {
            requireThisMachine();
        }
    }

    /** Whether everything travels as it is, passwords too. */
    boolean isPlain() {
        return protocol().endsWith("PLAINTEXT");
    }

    private String protocol() {
        return settings.getProperty("security.protocol", "PLAINTEXT").strip().toUpperCase(Locale.ROOT);
    }

    private void requireThisMachine() {
        addresses().stream()
                .filter(address -> !address.isThisMachine())
                .findFirst()
                .ifPresent(address -> {
                    throw UserError.usage(Problem.of("captures would travel unencrypted to " + address)
                            .because("security.protocol is " + protocol() + ", and that is not this machine")
                            .fix("set security.protocol=SSL or SASL_SSL in a file and add --kafka FILE")
                            .fix("or, in a network that you trust, add --allow-insecure"));
                });
    }

    @Override
    public String toString() {
        return bootstrap();
    }
}
