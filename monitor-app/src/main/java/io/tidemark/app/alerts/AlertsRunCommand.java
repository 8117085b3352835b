package io.tidemark.app.alerts;

import io.tidemark.alerts.stream.AlertsSettings;
import io.tidemark.alerts.stream.EndpointAlerts;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicOptions;
import io.tidemark.app.live.LiveNames;
import io.tidemark.app.schedule.SchedulePart;
import io.tidemark.wire.Topics;
import io.tidemark.wire.codec.NotificationCodec.Contact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the alerts application until it is told to stop. */
@Command(
        name = "run",
        header = "Run the alerts application on Kafka.",
        description = {
            "Reads reports and violations, keeps episodes, and tells one message when something starts, gets worse"
                    + " or is over. It watches over the monitor itself, and finds reasons to train a model again."
                    + " Start it on several machines to share the endpoints. Ctrl-C or SIGTERM stops it"
                    + " after a last commit.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 2 usage, 4 Kafka does not answer, 70 stopped by failures,",
            "130 Ctrl-C, 143 SIGTERM.",
            "",
            "Examples:",
            "  tidemark alerts run --bootstrap localhost:9092 --create-topics",
            "  tidemark alerts run --monitor examples/adult/monitor.yaml \\",
            "    --kafka client.properties"
        })
public final class AlertsRunCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private TopicOptions topicOptions = new TopicOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Sinks, routes, health and retrain rules: alerts.yaml. Without it messages are printed.")
    private @Nullable Path file;

    @Option(
            names = "--monitor",
            paramLabel = "FILE",
            description = "A monitor.yaml: its owner, link, episodes and schedules. May be repeated.")
    private List<Path> monitors = List.of();

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "State between starts. Default: XDG_STATE_HOME/tidemark, else ~/.local/state/tidemark")
    private @Nullable Path stateDir;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description =
                    "Consumer group and internal topics. Default: the topic prefix and \"alerts\": tidemark-alerts")
    private @Nullable String applicationId;

    AlertsRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        // What is wrong with the file is told before anything is started.
        Optional<AlertsFile> sinks = Optional.ofNullable(file).map(AlertsFile::read);
        KafkaClient client = kafka.client();
        AlertsSettings settings = settings(client, kafka.topics());
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            topicOptions.ensure(connection.admin(), settings.topics(), console);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
        return new AlertsRun(console, settings, client).untilStopped(() -> parts(settings, client, sinks));
    }

    /** What runs beside the stream application, each part closed with it. */
    private List<AlertsPart> parts(AlertsSettings settings, KafkaClient client, Optional<AlertsFile> sinks)
            throws InterruptedException {
        List<AlertsPart> parts = new ArrayList<>();
        // What can be wrong with a file comes first: later parts would go on without the command.
        parts.add(
                sinks.isEmpty()
                        ? ConsolePart.start(console, settings, client)
                        : SinksPart.start(sinks.get(), client, settings.topics()));
        try {
            HealthSection health = sinks.map(AlertsFile::health).orElse(HealthSection.DEFAULT);
            DutyPart.health(health, client, settings.topics()).ifPresent(parts::add);
            sinks.flatMap(file -> DutyPart.retrain(file.retrainRules(), client, settings.topics()))
                    .ifPresent(parts::add);
            SchedulePart.start(kafka, monitors, console).map(SchedulesPart::new).ifPresent(parts::add);
            return parts;
        } catch (RuntimeException | InterruptedException e) {
            parts.forEach(AlertsPart::close);
            throw e;
        }
    }

    /** What the monitors say of each endpoint; the default for the others. */
    private EndpointAlerts endpoints() {
        Map<String, EndpointAlerts.One> byEndpoint = new HashMap<>();
        for (Path monitor : monitors) {
            MonitorFile read = MonitorFile.read(monitor);
            Contact contact = new Contact(read.about().owner(), read.about().link());
            byEndpoint.put(read.endpoint(), new EndpointAlerts.One(read.episodes(), contact));
        }
        return new EndpointAlerts(byEndpoint, EndpointAlerts.DEFAULT.others());
    }

    private AlertsSettings settings(KafkaClient client, Topics topics) {
        if (applicationId != null && !applicationId.matches("[A-Za-z0-9._-]{1,200}")) {
            throw UserError.usage(Problem.of("--application-id \"" + applicationId + "\" cannot be used")
                    .because("topic names are made of it")
                    .fix("take at most 200 letters, digits, '.', '_' or '-'"));
        }
        return AlertsSettings.of(
                        applicationId == null ? LiveNames.applicationId(topics.prefix(), "alerts") : applicationId,
                        client.map(),
                        topics,
                        stateDir == null ? LiveNames.stateDirectory() : stateDir)
                .withEndpoints(endpoints());
    }
}
