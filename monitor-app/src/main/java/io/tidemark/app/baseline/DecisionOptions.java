package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.baseline.BaselineHistory;
import io.tidemark.baseline.PublishingException;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BaselineProposal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which proposal is decided, by whom and why. */
final class DecisionOptions {
    @Parameters(index = "0", paramLabel = "HASH", description = "The proposed baseline, or the beginning of its hash.")
    private String hash = "";

    @Option(names = "--endpoint", required = true, paramLabel = "NAME", description = "The endpoint that it is for.")
    private String endpoint = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, kept with the decision.")
    private String why = "";

    @Option(names = "--who", paramLabel = "NAME", description = "Who decides. Default: the user of this machine.")
    private @Nullable String who;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    /** A decision. */
    @FunctionalInterface
    interface Decision {
        BaselineProposal by(ProposalDesk desk, String endpoint, String hash, BaselineHistory.Reason reason);
    }

    BaselineProposal decide(Decision decision) throws InterruptedException {
        KafkaClient client = kafka.client();
        Topics topics = kafka.topics();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            if (!new TopicLookup(connection.admin())
                    .missing(List.of(topics.proposals()))
                    .isEmpty()) {
                throw UserError.usage(Problem.of("no baseline was proposed: there is no topic "
                                + topics.proposals().name())
                        .fix("correct --topic-prefix, or let a schedule of monitor.yaml run"));
            }
            String decider = Objects.requireNonNullElse(who, System.getProperty("user.name", ""));
            try (ProposalDesk desk = new ProposalDesk(client.properties(), topics, Clock.systemUTC())) {
                return decision.by(desk, endpoint, hash, new BaselineHistory.Reason(decider, why));
            }
        } catch (PublishingException e) {
            throw UserError.usage(Problem.of(String.valueOf(e.getMessage())).fix(e.fix()));
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }
}
