package io.tidemark.app.ledger;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.file.MonitorFileOption;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.app.options.LabelRuleOptions;
import io.tidemark.app.options.MonitorOptions;
import io.tidemark.app.options.TimingOptions;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.LedgerFindings;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.replay.LedgerTopics;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recomputes the ledger of a live application from its topics. */
@Command(
        name = "check",
        header = "Recompute the ledger from the topics and compare.",
        description = {
            "Reads every capture again by the rules of intake. Windows, grace and",
            "rules on repeats must be those of the application. It may be running.",
            "Labels are joined anew, if a labels application wrote to the ledger.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 every record is accounted for, 3 nothing to compare,",
            "4 Kafka does not answer, 5 a difference.",
            "",
            "Examples:",
            "  tidemark ledger check --bootstrap localhost:9092",
            "  tidemark ledger check --kafka client.properties --format json"
        })
public final class LedgerCheckCommand implements Callable<ExitCode> {
    /** A difference is believed when it is still there after these looks: what is under way has arrived by then. */
    private static final int LOOKS = 3;

    private static final long PAUSE_MS = 3_000;

    private final Console console;

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private MonitorOptions monitor = new MonitorOptions();

    @Mixin
    private TimingOptions timing = new TimingOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--default-endpoint",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The endpoint that the application gives to records that name none.")
    private String defaultEndpoint = "";

    @Mixin
    private LabelRuleOptions labels = new LabelRuleOptions();

    @Option(
            names = "--label-silence",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "1h",
            description = "The --label-silence of the application. Default: ${DEFAULT-VALUE}")
    private Duration silence = Duration.ofHours(1);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    LedgerCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(FormatOption.JUDGEMENT);
        KafkaClient client = kafka.client();
        LedgerFindings findings = check(monitors(), client, kafka.topics());
        FormatOption.print(LedgerReport.of(findings), form, console);
        return judge(findings);
    }

    /** What each file says, changed as far as options outrank it; without a file one monitor of every endpoint. */
    private Monitors monitors() {
        Given given = Given.of(spec);
        List<MonitorFile> files = file.monitors();
        if (files.isEmpty()) {
            return Monitors.same(effective(Monitor.defaults(), given));
        }
        Map<String, Monitor> named = new HashMap<>();
        files.forEach(one -> named.put(one.endpoint(), effective(new Monitor(one.config(), one.model()), given)));
        return Monitors.only(named);
    }

    private Monitor effective(Monitor base, Given given) {
        MonitorConfig config = monitor.config(base.config(), given);
        return new Monitor(
                config.withTiming(timing.timing(base.config().timing(), given)),
                new ModelConfig(
                        labels.rules(base.models().labels()), base.models().rules()));
    }

    private LedgerFindings check(Monitors monitors, KafkaClient client, Topics topics) throws InterruptedException {
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            List<String> missing =
                    new TopicLookup(connection.admin()).missing(List.of(topics.ledger(), topics.captures()));
            if (!missing.isEmpty()) {
                throw new UserError(
                        ExitCode.INSUFFICIENT_DATA,
                        Problem.of("there is no ledger: topic " + missing.get(0) + " is missing")
                                .fix("start the live application first: tidemark run --create-topics" + kafka.again()));
            }
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    TopicReader.settings(client.properties()),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                return lookAgain(new LedgerTopics(consumer, topics, defaultEndpoint), monitors);
            }
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private LedgerFindings lookAgain(LedgerTopics ledger, Monitors monitors) throws InterruptedException {
        LedgerFindings findings = look(ledger, monitors);
        CountDownLatch never = new CountDownLatch(1);
        for (int look = 1; look < LOOKS && !findings.differences().isEmpty(); look++) {
            console.say("differences found: looking again, in case records are under way");
            if (never.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a latch that nobody holds was released");
            }
            findings = look(ledger, monitors);
        }
        return findings;
    }

    private LedgerFindings look(LedgerTopics ledger, Monitors monitors) {
        return ledger.check(monitors).and(ledger.checkLabels(monitors, silence));
    }

    private ExitCode judge(LedgerFindings findings) {
        if (!findings.differences().isEmpty()) {
            console.say(Figures.count(findings.differences().size(), "difference")
                    + ". Are these the application's --window, --grace and --label options?");
            return ExitCode.MISMATCH;
        }
        if (findings.isEmpty()) {
            console.warn("nothing to compare: the ledger is empty");
            return ExitCode.INSUFFICIENT_DATA;
        }
        if (findings.lost() > 0) {
            console.warn("Kafka deleted " + Figures.count(findings.lost(), "record") + " unread");
        }
        console.say(console.glyph("✓ ", "") + "every record is accounted for: "
                + Figures.count(findings.records(), "record") + ", "
                + Figures.count(findings.windows(), "closed window"));
        return ExitCode.CLEAN;
    }
}
