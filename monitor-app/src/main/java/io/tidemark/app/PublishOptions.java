package io.tidemark.app;

import io.tidemark.baseline.BaselinePublisher;
import io.tidemark.baseline.Publication;
import io.tidemark.baseline.PublishingException;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that make a baseline current for an endpoint. */
final class PublishOptions {
    @Option(names = "--publish", description = "Write it to Kafka too, and make it the endpoint's baseline.")
    private boolean publish;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka's brokers.")
    private @Nullable String bootstrap;

    @Option(names = "--kafka", paramLabel = "FILE", description = "A client.properties for Kafka.")
    private @Nullable Path clientProperties;

    @Option(names = "--endpoint", paramLabel = "NAME", description = "The endpoint that is judged with it.")
    private @Nullable String endpoint;

    @Option(
            names = "--effective-from",
            paramLabel = "TIME",
            description = "First event time it holds for (2026-03-01T00:00:00Z); the earliest possible if not given.")
    private @Nullable String effectiveFrom;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "1h",
            description = "The endpoint's windows: 15m, 1h, 7d. A baseline holds from a window's start. Default: 1h.")
    private String window = "1h";

    @Option(names = "--topic-prefix", paramLabel = "TEXT", description = "What topic names begin with: tidemark.")
    private String topicPrefix = Topics.DEFAULT_PREFIX;

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, kept with the activation.")
    private String why = "";

    boolean isWanted() {
        return publish;
    }

    /** What is to be done, once the baseline is there. Checked before, so that a mistake costs no work. */
    Prepared prepare() {
        String name = endpoint;
        if (name == null || name.isEmpty()) {
            throw UserError.usage(Problem.of("--publish needs the endpoint that the baseline is for")
                    .fix("add --endpoint and the name that its captures carry"));
        }
        Map<String, Object> client = client();
        Topics topics = topics();
        Publication publication = new Publication(name, from(), windows(), System.getProperty("user.name", ""), why);
        return new Prepared(new BaselinePublisher(client, topics, Clock.systemUTC()), publication);
    }

    /** A publication that can be made. */
    record Prepared(BaselinePublisher publisher, Publication publication) {
        void publish(Baseline baseline, Console console) {
            try {
                Publication.Outcome outcome = publisher.publish(baseline, publication);
                outcome.findings().forEach(console::warn);
                if (!outcome.createdTopics().isEmpty()) {
                    console.say("created topics " + String.join(", ", outcome.createdTopics()));
                }
                console.out().println("  endpoint  " + publication.endpoint() + ", " + describe(outcome));
            } catch (PublishingException problem) {
                boolean unreachable = problem.kind() == PublishingException.Kind.UNREACHABLE;
                throw new UserError(
                        unreachable ? ExitCode.UNREACHABLE : ExitCode.USAGE,
                        Problem.of(String.valueOf(problem.getMessage()))
                                .because("the baseline was not made current")
                                .fix(problem.fix()));
            }
        }

        private static String describe(Publication.Outcome outcome) {
            if (outcome.wasCurrent()) {
                return "whose last baseline it is already: nothing was published";
            }
            return outcome.effectiveFrom()
                    .map(from -> "published, holds from " + from + " on")
                    .orElse("published, holds from the beginning: it is the first");
        }
    }

    private Map<String, Object> client() {
        Properties properties = new Properties();
        if (clientProperties != null) {
            try (Reader reader = Files.newBufferedReader(clientProperties)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw UserError.usage(Problem.of("cannot read Kafka's client properties: " + e.getMessage())
                        .at(clientProperties.toString())
                        .fix("give --kafka a file of lines such as security.protocol=SSL"));
            }
        }
        if (bootstrap != null) {
            properties.setProperty("bootstrap.servers", bootstrap);
        }
        if (properties.getProperty("bootstrap.servers", "").isEmpty()) {
            throw UserError.usage(Problem.of("--publish needs Kafka's address")
                    .fix("add --bootstrap HOST:PORT, or --kafka FILE with bootstrap.servers in it"));
        }
        Map<String, Object> client = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> client.put(name, properties.getProperty(name)));
        return client;
    }

    private Topics topics() {
        try {
            return new Topics(topicPrefix);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of(String.valueOf(e.getMessage())));
        }
    }

    private @Nullable Instant from() {
        if (effectiveFrom == null) {
            return null;
        }
        try {
            return Instant.parse(effectiveFrom);
        } catch (DateTimeException e) {
            throw UserError.usage(Problem.of("--effective-from " + effectiveFrom + " is not a time in UTC")
                    .fix("write it like 2026-03-01T00:00:00Z"));
        }
    }

    private WindowSpec windows() {
        try {
            String text = window.toUpperCase(Locale.ROOT);
            Duration size = Duration.parse(text.endsWith("D") ? "P" + text : "PT" + text);
            return WindowSpec.of(size, Duration.ZERO);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw UserError.usage(Problem.of("--window " + window + " is not a window's length from 1s to 366d")
                    .fix("write it like 15m, 1h or 7d"));
        }
    }
}
