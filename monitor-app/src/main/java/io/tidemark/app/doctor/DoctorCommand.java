package io.tidemark.app.doctor;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.live.RunPlaces;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.core.label.LabelRules;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for what would go wrong. */
@Command(
        name = "doctor",
        header = "Look for what will go wrong: cluster, topics, rights, clock, lag, machine.",
        description = {
            "Reads only. Each finding says what, why and how to mend it. Run it with the settings,",
            "on the machine and as the user of the application that it is for.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 no error (there may be warnings), 1 an error, 2 usage,",
            "4 Kafka does not answer.",
            "",
            "Examples:",
            "  tidemark doctor --bootstrap localhost:9092",
            "  tidemark doctor --kafka client.properties --role drift --format json"
        })
public final class DoctorCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "Also look whether this client has the rights of drift, labels, baseline, replay or viewer.")
    private @Nullable String role;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "The longest window: records must stay as long. Default: ${DEFAULT-VALUE}")
    private Duration window = Duration.ofHours(1);

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "The longest grace. Default: ${DEFAULT-VALUE}")
    private Duration grace = Duration.ofMinutes(10);

    @Option(
            names = "--label-horizon",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "The longest time that labels take. Default: 30d")
    private @Nullable Duration horizon;

    @Option(names = "--state-dir", paramLabel = "DIR", description = "State between starts. Default: as for run")
    private @Nullable Path stateDir;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(FormatOption.JUDGEMENT);
        Optional<Role> asked = Optional.ofNullable(role).map(DoctorCommand::role);
        requireSensible();
        KafkaClient client = kafka.client();
        List<Check> checks = new ArrayList<>();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            checks.addAll(ofKafka(connection.admin(), kafka.topics(), asked));
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
        checks.addAll(MachineChecks.of(stateDir == null ? RunPlaces.stateDirectory() : stateDir));
        if (form == Format.TABLE) {
            DoctorReport.print(checks, console);
        } else {
            FormatOption.print(DoctorReport.of(checks), form, console);
        }
        return DoctorReport.count(checks, Check.Level.ERROR) > 0 ? ExitCode.VIOLATIONS : ExitCode.CLEAN;
    }

    private List<Check> ofKafka(Admin admin, Topics topics, Optional<Role> asked) throws InterruptedException {
        List<Check> checks = new ArrayList<>(ClusterChecks.of(admin));
        int brokers = Asked.of(admin.describeCluster().nodes()).size();
        List<String> names = topics.all().stream().map(Topic::name).toList();
        TopicFacts.Learned learned = TopicFacts.learn(admin, names);
        LabelRules labels = LabelRules.defaults();
        TopicChecks.Needs needs =
                new TopicChecks.Needs(window, grace, horizon == null ? labels.horizon() : horizon, labels.orphans());
        checks.addAll(new TopicChecks(topics, needs, brokers).of(learned));
        String applications = RunPlaces.applicationPrefix(topics);
        if (asked.isPresent()) {
            checks.addAll(new AccessChecks(topics, asked.get()).of(learned, admin, applications));
        }
        checks.addAll(ClockCheck.of(
                admin,
                learned,
                List.of(topics.captures().name(), topics.ledger().name())));
        checks.addAll(new GroupChecks(admin, applications).run());
        return checks;
    }

    private void requireSensible() {
        for (Duration one : new Duration[] {window, grace, horizon == null ? Duration.ZERO : horizon}) {
            if (one.isNegative()) {
                throw UserError.usage(Problem.of("--window, --grace and --label-horizon must not be negative"));
            }
        }
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(one -> one.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> {
                    Problem problem = Problem.of("--role " + word + " is no role");
                    return UserError.usage(Suggestions.didYouMean(word, Role.words())
                            .map(problem::fix)
                            .orElse(problem)
                            .fix("take one of " + String.join(", ", Role.words())));
                });
    }
}
