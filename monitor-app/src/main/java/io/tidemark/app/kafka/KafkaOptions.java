package io.tidemark.app.kafka;

import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Secrets;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.console.UserError;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which Kafka, and how to speak with it. A flag outranks the environment, which outranks the file. No message repeats a
 * value of the file other than the addresses: the others may be secret.
 */
public final class KafkaOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka's address, several with commas. Default: TIDEMARK_BOOTSTRAP, else the file of --kafka.")
    private @Nullable String bootstrap;

    @Option(
            names = "--kafka",
            paramLabel = "FILE",
            description = "Kafka client settings as they are: client.properties.")
    private @Nullable Path file;

    @Option(
            names = "--topic-prefix",
            paramLabel = "TEXT",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "What topic names begin with. Default: ${DEFAULT-VALUE}")
    private String prefix = Topics.DEFAULT_PREFIX;

    @Option(names = "--allow-insecure", description = "Speak without encryption to another machine than this one.")
    private boolean allowInsecure;

    /** The topics under the prefix. */
    public Topics topics() {
        try {
            return new Topics(prefix);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("--topic-prefix cannot be used").because(String.valueOf(e.getMessage())));
        }
    }

    /** Whether an address or a file of settings was given, by flag, environment or configuration. */
    public boolean isGiven() {
        return file != null || (bootstrap != null && !bootstrap.isBlank());
    }

    /** The client settings, with an address, and encrypted unless that is allowed to be missing. */
    public KafkaClient client() {
        Properties settings = file == null ? new Properties() : read(file);
        if (bootstrap != null && !bootstrap.isBlank()) {
            settings.setProperty("bootstrap.servers", bootstrap.strip());
        }
        KafkaClient client = new KafkaClient(settings);
        Secrets.learn(client.map());
        client.requireAddress();
        if (!allowInsecure) {
            client.requireEncryption();
        }
        return client;
    }

    /** The options as they have to be typed again, with a space before each. */
    public String again() {
        StringBuilder again = new StringBuilder();
        if (bootstrap != null && !bootstrap.isBlank()) {
            again.append(" --bootstrap ").append(bootstrap.strip());
        }
        if (file != null) {
            again.append(" --kafka ").append(ShellWord.quoted(file));
        }
        if (!prefix.equals(Topics.DEFAULT_PREFIX)) {
            again.append(" --topic-prefix ").append(prefix);
        }
        return again + (allowInsecure ? " --allow-insecure" : "");
    }

    private static Properties read(Path file) {
        if (!Files.exists(file)) {
            throw UserError.usage(MissingPath.problem(file));
        }
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // Neither message is repeated: it could hold a piece of the file.
            throw UserError.usage(Problem.of("the Kafka settings cannot be read")
                    .at(file.toString())
                    .because(Files.isDirectory(file) ? "it is a folder" : "it is no properties file in UTF-8")
                    .fix("a line is: name=value"));
        }
        return settings;
    }
}
