package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.options.WindowOptions;
import io.tidemark.baseline.BaselinePublisher;
import io.tidemark.baseline.Publication;
import io.tidemark.baseline.PublishingException;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.model.ModelBaseline;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that make a baseline current for an endpoint. */
final class PublishOptions {
    @Option(names = "--publish", description = "Write it to Kafka too, and make it the endpoint's baseline.")
    private boolean publish;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private WindowOptions windows = new WindowOptions();

    @Option(names = "--endpoint", paramLabel = "NAME", description = "The endpoint that is judged with it.")
    private @Nullable String endpoint;

    @Option(
            names = "--effective-from",
            paramLabel = "TIME",
            description = "First event time it holds for (2026-03-01T00:00:00Z); the earliest possible if not given.")
    private @Nullable String effectiveFrom;

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
        Map<String, Object> client = new HashMap<>(kafka.client().map());
        Publication publication =
                new Publication(name, from(), windows.spec(), System.getProperty("user.name", ""), why);
        return new Prepared(new BaselinePublisher(client, kafka.topics(), Clock.systemUTC()), publication);
    }

    /** A publication that can be made. */
    record Prepared(BaselinePublisher publisher, Publication publication) {
        void publish(Baseline baseline, Console console) {
            publish(() -> publisher.publish(baseline, publication), console);
        }

        void publish(ModelBaseline baseline, Console console) {
            publish(() -> publisher.publish(baseline, publication), console);
        }

        private void publish(Supplier<Publication.Outcome> work, Console console) {
            try {
                Publication.Outcome outcome = work.get();
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
}
