package io.tidemark.app.live;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFileOption;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicOptions;
import io.tidemark.app.options.CaptureOptions;
import io.tidemark.app.options.FileProgress;
import io.tidemark.app.options.GroundTruthOptions;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.ReplayClock;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.replay.ReplayResult;
import io.tidemark.replay.ReplaySpeed;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Sends captured files into Kafka. */
@Command(
        name = "replay",
        header = "Send captured files into Kafka, in the order of their event times.",
        description = {"A control record per partition ends it, so that the last window closes.", ""},
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 sent, 3 nothing to send, 4 Kafka does not answer.",
            "",
            "Examples:",
            "  tidemark replay examples/adult/capture --endpoint adult \\",
            "    --bootstrap localhost:9092",
            "  tidemark replay examples/adult/capture --endpoint adult --speed 360000x \\",
            "    --kafka client.properties --topic-prefix trial. --create-topics",
            "  tidemark replay examples/adult/capture --endpoint adult --as avro \\",
            "    --bootstrap localhost:9092",
            "  tidemark replay examples/adult/capture --endpoint adult \\",
            "    --ground-truth examples/adult/groundtruth --bootstrap localhost:9092"
        })
public final class ReplayCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private CaptureOptions captures = new CaptureOptions();

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private GroundTruthOptions groundTruth = new GroundTruthOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private TopicOptions topicOptions = new TopicOptions();

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            converter = SpeedConverter.class,
            description = "60x sends an hour of event time in a minute; max as fast as it goes. Default: max")
    private ReplaySpeed speed = ReplaySpeed.MAX;

    @Option(
            names = "--reorder",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Records held back to bring them in order. Default: ${DEFAULT-VALUE}")
    private int reorder = ReplayPlan.Reorder.DEFAULT.records();

    @Option(
            names = "--as",
            paramLabel = "FORM",
            defaultValue = "json",
            description =
                    "What is sent: json, lines as they are, or avro, the record Capture. Default: ${DEFAULT-VALUE}")
    private ReplayPlan.Form form = ReplayPlan.Form.JSON;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        if (reorder < 1) {
            throw UserError.usage(
                    Problem.of("--reorder " + reorder + " is not at least 1").fix("leave it out"));
        }
        file.monitor("a replay").ifPresent(one -> captures.expect(one.endpoint()));
        CaptureNames capturedBy = captures.names();
        Optional<Path> labels = groundTruth.folder();
        KafkaClient client = kafka.client();
        Topics topics = kafka.topics();
        captures.open(console);
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            topicOptions.ensure(connection.admin(), topics, console);
            ReplayPlan plan = ReplayPlan.of(captures.path(), topics.captures().name(), Instant.now())
                    .withNames(capturedBy)
                    .withForm(form)
                    .withSpeed(speed)
                    .withReorder(new ReplayPlan.Reorder(reorder, ReplayPlan.Reorder.DEFAULT.bytes()));
            return send(
                    labels.map(folder -> plan.withLabels(source(folder, topics)))
                            .orElse(plan),
                    client);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private ReplayPlan.LabelSource source(Path folder, Topics topics) {
        return new ReplayPlan.LabelSource(
                folder, groundTruth.arrival(), topics.groundTruth().name());
    }

    private ExitCode send(ReplayPlan plan, KafkaClient client) throws InterruptedException {
        ReplayResult result;
        Duration taken;
        try (FileProgress progress = new FileProgress(console, "replay");
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        KafkaReplayer.producerSettings(client.properties()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            result = new KafkaReplayer(producer, ReplayClock.system()).replay(plan.withProgress(progress));
            taken = progress.taken();
        } catch (IOException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw KafkaProblems.of(cause, client);
            }
            throw captures.unreadable(e);
        }
        return tell(plan, result, taken);
    }

    private ExitCode tell(ReplayPlan plan, ReplayResult result, Duration taken) {
        console.out()
                .println("sent " + Figures.count(result.sent(), "record") + " ("
                        + Figures.megabytes(result.bytes()) + ") and "
                        + Figures.count(result.controlRecords(), "control record")
                        + " to " + plan.topic() + " in " + Figures.taken(taken));
        result.endpointMax()
                .forEach((endpoint, max) -> console.out()
                        .println("  " + endpoint + " ends at " + Figures.time(max.toEpochMilli()) + " UTC"));
        result.labels().ifPresent(labels -> tell(plan, labels));
        if (result.unparseable() > 0) {
            console.warn(Figures.count(result.unparseable(), "record")
                    + " cannot be read as captures; they were sent and become dead letters");
        }
        if (result.withoutAvro() > 0) {
            console.warn(Figures.count(result.withoutAvro(), "record")
                    + " sent as JSON: lines of a batch and labels have no place in the Avro record");
        }
        if (result.tooLarge() > 0) {
            console.warn(Figures.count(result.tooLarge(), "line")
                    + " longer than a record may be, not sent, such as "
                    + result.tooLargeAt().get(0));
        }
        if (result.sent() == 0) {
            console.warn("there is no record in " + captures.path());
            return ExitCode.INSUFFICIENT_DATA;
        }
        console.say("next: tidemark verify " + ShellWord.quoted(captures.path()) + captures.again() + file.again()
                + kafka.again());
        return ExitCode.CLEAN;
    }

    private void tell(ReplayPlan plan, ReplayResult.Labels labels) {
        String topic = plan.labels().map(ReplayPlan.LabelSource::topic).orElse("");
        console.out()
                .println("sent " + Figures.count(labels.sent(), "label") + " (" + Figures.megabytes(labels.bytes())
                        + ") and " + Figures.count(labels.controlRecords(), "control record") + " to " + topic);
        if (labels.unparseable() > 0) {
            console.warn(Figures.count(labels.unparseable(), "record")
                    + " cannot be read as labels; they were sent and become dead letters");
        }
        if (labels.withoutTime() > 0) {
            console.warn("nobody knows when " + Figures.count(labels.withoutTime(), "label")
                    + " came: their time is when they were appended, and an audit will refuse them;"
                    + " say it with --label-time");
        }
        if (labels.tooLarge() > 0) {
            console.warn(Figures.count(labels.tooLarge(), "label") + " longer than a record may be, not sent");
        }
        if (!labels.ignored().isEmpty()) {
            console.warn(Figures.count(labels.ignored().size(), "file") + " among the labels not read, such as "
                    + labels.ignored().get(0));
        }
    }

    /** Reads {@code max} and factors. */
    private static final class SpeedConverter implements ITypeConverter<ReplaySpeed> {
        @Override
        public ReplaySpeed convert(String text) {
            try {
                return ReplaySpeed.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("\"" + text + "\" is no speed: write max, 60x or 0.5x");
            }
        }
    }
}
