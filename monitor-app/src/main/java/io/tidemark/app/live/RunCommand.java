package io.tidemark.app.live;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.file.MonitorFileOption;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicOptions;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.app.options.LabelOptions;
import io.tidemark.app.options.MonitorOptions;
import io.tidemark.app.options.TimingOptions;
import io.tidemark.app.serve.ListenAddress;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.Monitors;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the live drift application until it is told to stop. */
@Command(
        name = "run",
        header = "Run the live applications on Kafka: drift, and labels if asked for.",
        description = {
            "Counts captures, closes windows, writes reports and violations. Start it on several machines to share"
                    + " the partitions. Ctrl-C or SIGTERM stops it after a last commit.",
            "With --labels predictions also meet the ground truth that comes later: quality, bias and attributions of"
                    + " each endpoint that has a model baseline.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 1 stopped, but Kafka had deleted captures unread, 2 usage,",
            "4 Kafka does not answer, 70 stopped by failures, 130 Ctrl-C, 143 SIGTERM.",
            "",
            "Examples:",
            "  tidemark run --bootstrap localhost:9092 --create-topics",
            "  tidemark run --kafka client.properties --grace 1h --declare adult",
            "  tidemark run --bootstrap localhost:9092 --labels --label-horizon 14d",
            "  tidemark run -f examples/adult/monitor.yaml --bootstrap localhost:9092",
            "  tidemark run --kafka client.properties --metrics 0.0.0.0:9400"
        })
public final class RunCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private TopicOptions topicOptions = new TopicOptions();

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private MonitorOptions monitor = new MonitorOptions();

    @Mixin
    private TimingOptions timing = new TimingOptions();

    @Option(
            names = "--declare",
            paramLabel = "ENDPOINT",
            split = ",",
            splitSynopsisLabel = ",",
            description = "Watch this endpoint only; may be repeated. Default: every endpoint that a record names")
    private List<String> declared = List.of();

    @Option(
            names = "--default-endpoint",
            paramLabel = "ENDPOINT",
            defaultValue = "",
            description = "Endpoint of records that name none. Default: they are dead letters")
    private String defaultEndpoint = "";

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "State between starts. Default: XDG_STATE_HOME/tidemark, else ~/.local/state/tidemark")
    private @Nullable Path stateDir;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "Consumer group and internal topics. Default: the topic prefix and \"drift\": tidemark-drift")
    private @Nullable String applicationId;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of this process. Default: ${DEFAULT-VALUE}")
    private int threads = 1;

    @Option(
            names = "--commit-interval",
            paramLabel = "DURATION",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "How often results become visible. Default: ${DEFAULT-VALUE}")
    private Duration commitInterval = Duration.ofSeconds(1);

    @Option(names = "--labels", description = "Run the labels application beside the drift application")
    private boolean withLabels;

    @Option(names = "--no-drift", description = "Leave the drift application out: only with --labels")
    private boolean withoutDrift;

    @Mixin
    private LabelOptions labelOptions = new LabelOptions();

    @Option(
            names = "--label-silence",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long ground truth must be silent before the clock stands in for label time. Default: 1h")
    private @Nullable Duration labelSilence;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            converter = ListenAddress.Converter.class,
            description = "Show /metrics, /health/live and /health/ready over HTTP: on this machine only, unless a host"
                    + " is named. Port 0 takes any. Default: not at all")
    private @Nullable ListenAddress metrics;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        KafkaClient client = kafka.client();
        List<RunMonitor> monitors = monitors();
        DriftSettings settings = settings(client, kafka.topics(), monitors);
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            topicOptions.ensure(connection.admin(), settings.topics(), console);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
        return new LiveRun(console, settings, !withoutDrift, labels(settings, monitors), client)
                .showingItself(metrics)
                .untilStopped();
    }

    private Optional<LabelsSettings> labels(DriftSettings drift, List<RunMonitor> monitors) {
        if (!withLabels) {
            return Optional.empty();
        }
        String id = applicationId == null
                ? LiveNames.applicationId(drift.topics().prefix(), "labels")
                : applicationId + "-labels";
        return Optional.of(LabelsSettings.beside(drift, id).withSilence(RunMonitor.longestSilence(monitors)));
    }

    /** What each file says, changed as far as options outrank it; without a file one monitor of every endpoint. */
    private List<RunMonitor> monitors() {
        requireSensible();
        Given given = Given.of(spec);
        List<MonitorFile> files = file.monitors();
        return files.isEmpty()
                ? List.of(effective(RunMonitor.defaults(), given))
                : files.stream()
                        .map(one -> effective(RunMonitor.of(one), given))
                        .toList();
    }

    private RunMonitor effective(RunMonitor base, Given given) {
        return new RunMonitor(
                base.endpoint(),
                monitor.config(base.config(), given)
                        .withTiming(timing.timing(base.config().timing(), given)),
                labelOptions.config(base.model()),
                labelSilence == null ? base.labelSilence() : labelSilence);
    }

    /** With files each endpoint is watched as its file says, without one all alike. */
    private Monitors monitorsOf(List<RunMonitor> monitors) {
        if (!file.isGiven()) {
            return Monitors.same(monitors.get(0).monitor());
        }
        Map<String, Monitor> named = new HashMap<>();
        monitors.forEach(one -> named.put(one.endpoint(), one.monitor()));
        return Monitors.only(named);
    }

    private Set<String> endpoints(List<RunMonitor> monitors) {
        return file.isGiven()
                ? monitors.stream().map(RunMonitor::endpoint).collect(Collectors.toUnmodifiableSet())
                : Set.copyOf(declared);
    }

    private DriftSettings settings(KafkaClient client, Topics topics, List<RunMonitor> monitors) {
        return new DriftSettings(
                applicationId == null ? defaultApplicationId(topics.prefix()) : applicationId,
                client.map(),
                topics,
                monitorsOf(monitors),
                new EndpointPolicy(endpoints(monitors), defaultEndpoint),
                stateDir == null
                        ? defaultStateDirectory(System.getenv(), System.getProperty("user.home", "."))
                        : stateDir,
                WriteBehindOptions.persistent(),
                threads,
                commitInterval);
    }

    private void requireSensible() {
        if (threads < 1) {
            throw UserError.usage(Problem.of("--threads " + threads + " is not at least 1"));
        }
        if (commitInterval.isNegative() || commitInterval.isZero()) {
            throw UserError.usage(
                    Problem.of("--commit-interval must be longer than 0").fix("leave it out: 1s"));
        }
        if (!withLabels && (withoutDrift || labelSilence != null || labelOptions.isGiven())) {
            throw UserError.usage(
                    Problem.of("options of the labels application without it").fix("add --labels"));
        }
        if (labelSilence != null && (labelSilence.isNegative() || labelSilence.isZero())) {
            throw UserError.usage(
                    Problem.of("--label-silence must be longer than 0").fix("leave it out: 1h"));
        }
        if (applicationId != null && !applicationId.matches("[A-Za-z0-9._-]{1,200}")) {
            throw UserError.usage(Problem.of("--application-id \"" + applicationId + "\" cannot be used")
                    .because("topic names are made of it")
                    .fix("take at most 200 letters, digits, '.', '_' or '-'"));
        }
        if (file.isGiven() && !declared.isEmpty()) {
            throw UserError.usage(Problem.of("--declare and --file are both given")
                    .because("with --file the files say which endpoints are watched")
                    .fix("leave out --declare"));
        }
        if (!declared.isEmpty() && !defaultEndpoint.isEmpty() && !declared.contains(defaultEndpoint)) {
            throw UserError.usage(Problem.of("--default-endpoint " + defaultEndpoint + " is not watched")
                    .because("--declare names other endpoints only")
                    .fix("add --declare " + defaultEndpoint));
        }
    }

    static String defaultApplicationId(String prefix) {
        return LiveNames.applicationId(prefix, "drift");
    }

    static Path defaultStateDirectory(Map<String, String> environment, String home) {
        return LiveNames.stateDirectory(environment, home);
    }
}
