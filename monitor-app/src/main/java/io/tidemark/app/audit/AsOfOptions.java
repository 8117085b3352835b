package io.tidemark.app.audit;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.app.options.BaselineOption;
import io.tidemark.baseline.BaselineHistory;
import io.tidemark.baseline.PublishingException;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.window.WindowKey;
import io.tidemark.replay.ActiveBaselines;
import io.tidemark.replay.CaptureFolder;
import io.tidemark.wire.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Published baselines as judges of captured files: the one of a moment, or for each window the one it had live. */
final class AsOfOptions {
    private static final String EACH = "window";

    @Option(
            names = "--baseline-as-of",
            paramLabel = "TIME",
            description = "Take the baseline from Kafka that was active at this event time (2026-03-01T00:00:00Z) for"
                    + " all windows; \"window\": for each window the one that was active at its start, as live.")
    private @Nullable String asOf;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    /**
     * What was published.
     *
     * @param baseline of the first endpoint, at the moment or the newest
     * @param model of the first endpoint, in the same way
     * @param active which holds for a window
     */
    record Published(Baseline baseline, Optional<ModelBaseline> model, ActiveBaselines active) {
        /** The same for one model baseline given by hand. */
        ActiveBaselines withModel(ModelBaseline given) {
            ActiveBaselines all = active;
            return new ActiveBaselines() {
                @Override
                public Optional<Baseline> of(WindowKey window) {
                    return all.of(window);
                }

                @Override
                public Optional<ModelBaseline> ofModel(WindowKey window) {
                    return Optional.of(given);
                }
            };
        }
    }

    /** Reads the topics if that is asked for. */
    Optional<Published> read(BaselineOption baseline, CaptureFolder folder) throws InterruptedException {
        String given = asOf;
        if (given == null) {
            return Optional.empty();
        }
        if (baseline.isGiven()) {
            throw UserError.usage(Problem.of("--baseline and --baseline-as-of are both given")
                    .because("windows are judged by the file, or by what was published")
                    .fix("leave one of them out"));
        }
        return Optional.of(published(given, folder));
    }

    private Published published(String given, CaptureFolder folder) throws InterruptedException {
        Optional<Instant> moment = given.equals(EACH) ? Optional.empty() : Optional.of(instant(given));
        ActiveBaselines active = new PublishedBaselines(history(), moment);
        WindowKey last = new WindowKey(
                folder.endpoints().stream().findFirst().orElse(""), Topics.DEFAULT_VARIANT, Long.MAX_VALUE);
        try {
            Baseline first = active.of(last)
                    .orElseThrow(() -> UserError.usage(Problem.of(
                                    "endpoint " + last.endpoint() + " has no published baseline")
                            .fix("tidemark baseline TRAIN.csv -o baseline.json --publish --endpoint " + last.endpoint())
                            .fix("or give its file: --baseline FILE")));
            return new Published(first, active.ofModel(last), active);
        } catch (PublishingException e) {
            throw UserError.usage(Problem.of(String.valueOf(e.getMessage())).fix(e.fix()));
        }
    }

    private BaselineHistory history() throws InterruptedException {
        KafkaClient client = kafka.client();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            Topics topics = kafka.topics();
            List<String> missing =
                    new TopicLookup(connection.admin()).missing(List.of(topics.activations(), topics.baselines()));
            if (!missing.isEmpty()) {
                throw UserError.usage(Problem.of("no baseline was ever published: there is no topic " + missing.get(0))
                        .fix("correct --topic-prefix, or publish one: tidemark baseline TRAIN.csv --publish"));
            }
            return BaselineHistory.read(client.properties(), topics);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw UserError.usage(Problem.of("--baseline-as-of " + text + " is neither a time in UTC nor \"window\"")
                    .fix("write it like 2026-03-01T00:00:00Z"));
        }
    }
}
