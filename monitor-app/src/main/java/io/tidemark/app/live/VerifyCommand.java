package io.tidemark.app.live;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Style;
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
import io.tidemark.app.options.BaselineOption;
import io.tidemark.app.options.CaptureOptions;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.app.options.EndpointNames;
import io.tidemark.app.options.ModelOptions;
import io.tidemark.app.options.MonitorOptions;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.window.WindowKey;
import io.tidemark.replay.CaptureFolder;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.ModelComparison;
import io.tidemark.replay.Verifier;
import io.tidemark.replay.VerifyPlan;
import io.tidemark.replay.VerifyResult;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves live verdicts by an audit of the same files. */
@Command(
        name = "verify",
        header = "Compare the live verdicts with an audit of the same files.",
        description = {"Windows must be those of the live application: give the same --window.", ""},
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 all windows equal, 3 nothing to compare,",
            "4 Kafka does not answer, 5 a mismatch.",
            "",
            "Examples:",
            "  tidemark verify examples/adult/capture --endpoint adult \\",
            "    --bootstrap localhost:9092",
            "  tidemark verify examples/adult/capture --endpoint adult \\",
            "    --kafka client.properties"
        })
public final class VerifyCommand implements Callable<ExitCode> {
    private static final int MOST_SHOWN = 20;

    private final Console console;

    @Mixin
    private CaptureOptions captures = new CaptureOptions();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private MonitorOptions monitor = new MonitorOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long to wait for the next live report while some are missing. Default: ${DEFAULT-VALUE}")
    private Duration patience = Duration.ofSeconds(30);

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Optional<MonitorFile> base = file.monitor("verify");
        base.ifPresent(one -> captures.expect(one.endpoint()));
        CaptureNames capturedBy = captures.names();
        MonitorConfig config = monitor.config(MonitorFileOption.config(base), Given.of(spec));
        Format form = format.chosen(FormatOption.JUDGEMENT);
        VerifyPlan plan = VerifyPlan.of(captures.path(), config, Instant.now())
                .withNames(capturedBy)
                .withModel(model.plan(MonitorFileOption.model(base)).orElse(null));
        KafkaClient client = kafka.client();
        CaptureFolder folder = captures.open(console);
        return tell(compare(plan, folder, client), form);
    }

    private VerifyResult compare(VerifyPlan plan, CaptureFolder folder, KafkaClient client)
            throws InterruptedException {
        Topics topics = kafka.topics();
        Baseline given = baseline.given().orElse(null);
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            List<String> missing = new TopicLookup(connection.admin()).missing(topicsOf(plan, topics));
            if (!missing.isEmpty()) {
                throw new UserError(
                        ExitCode.INSUFFICIENT_DATA,
                        Problem.of("there are no live verdicts: topic " + missing.get(0) + " is missing")
                                .fix("start the live application first: tidemark run --create-topics" + kafka.again()));
            }
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Verifier.consumerSettings(client.properties()),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                Verifier verifier = new Verifier(consumer, topics, given);
                VerifyResult result = new PatientVerifier(verifier, patience, console).verify(plan);
                if (hasNoLiveReport(result)) {
                    EndpointNames.warnOfUnknown(folder.endpoints(), verifier.liveEndpoints(), "live report", console);
                }
                return result;
            }
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        } catch (IOException e) {
            throw captures.unreadable(e);
        }
    }

    private static List<Topic<?, ?>> topicsOf(VerifyPlan plan, Topics topics) {
        List<Topic<?, ?>> wanted =
                new ArrayList<>(List.of(topics.baselines(), topics.reports(), topics.ledger(), topics.deadLetters()));
        if (plan.modelPlan() != null) {
            wanted.add(topics.modelReports());
        }
        return wanted;
    }

    private ExitCode tell(VerifyResult result, Format form) {
        if (form == Format.TABLE) {
            tellPeople(result);
        } else {
            FormatOption.print(new VerifyReport(result).report(), form, console);
        }
        if (result.isProof()) {
            return ExitCode.CLEAN;
        }
        if (hasNoLiveReport(result)) {
            console.warn("nothing to compare: there is no live report of these files' endpoints"
                    + " (a window is reported when its end and grace have passed)");
            return ExitCode.INSUFFICIENT_DATA;
        }
        return ExitCode.MISMATCH;
    }

    /** What the live run did not count, by its ledger, and this comparison therefore neither. */
    private void tellFollowed(VerifyResult result) {
        VerifyResult.Followed followed = result.followed();
        if (followed.late() + followed.duplicates() + followed.refused() > 0) {
            console.say("follows the ledger: " + Figures.grouped(followed.late()) + " late, "
                    + Figures.grouped(followed.duplicates()) + " duplicate, "
                    + Figures.grouped(followed.refused()) + " refused at that moment");
        }
        followed.unresolved().stream()
                .limit(MOST_SHOWN)
                .forEach(window -> console.warn(name(window) + ": its late records are not all known any more"));
        followed.unknownConflicts()
                .forEach(
                        partition -> console.warn("partition " + partition + ": repeats with other contents are not all"
                                + " known any more, so windows may differ by which of them counted"));
        list("no baseline live, rows are equal", names(result.withoutBaseline()));
    }

    private void tellPeople(VerifyResult result) {
        tellFollowed(result);
        if (result.isProof()) {
            console.out()
                    .println(console.paint(Style.GOOD, "proof:") + " "
                            + Figures.count(result.equal().size(), "window")
                            + " equal, live = audit, verdict hash for verdict hash");
            console.out().println("runHash " + result.liveHash().hex());
            result.model()
                    .ifPresent(ofModel -> console.out()
                            .println("model: " + Figures.count(ofModel.equal().size(), "final report")
                                    + " equal, runHash " + ofModel.liveHash().hex()));
        } else if (!hasNoLiveReport(result)) {
            tellMismatch(result);
        }
    }

    private static boolean hasNoLiveReport(VerifyResult result) {
        return result.equal().isEmpty()
                && result.different().isEmpty()
                && result.onlyLive().isEmpty();
    }

    private void tellMismatch(VerifyResult result) {
        console.out()
                .println(console.paint(Style.ERROR, "mismatch:") + " "
                        + Figures.count(result.equal().size(), "window") + " equal, "
                        + Figures.grouped(result.different().size()) + " different, "
                        + Figures.grouped(result.onlyLive().size()) + " only live, "
                        + Figures.grouped(result.onlyAudit().size()) + " only in the audit");
        result.different().stream()
                .limit(MOST_SHOWN)
                .forEach(one -> console.out().println("  " + name(one.window()) + ": " + one.firstDifference()));
        list("only live", names(result.onlyLive()));
        list("only in the audit", names(result.onlyAudit()));
        result.model().filter(ofModel -> !ofModel.isProof()).ifPresent(this::tellMismatch);
        console.say("next: the same --window as `tidemark run`? are all records accounted for: tidemark ledger check");
    }

    private void tellMismatch(ModelComparison ofModel) {
        console.out()
                .println("  model: " + Figures.count(ofModel.equal().size(), "final report") + " equal, "
                        + Figures.grouped(ofModel.different().size()) + " different, "
                        + Figures.grouped(ofModel.onlyLive().size()) + " only live, "
                        + Figures.grouped(ofModel.onlyAudit().size()) + " only in the audit");
        ofModel.different().stream()
                .limit(MOST_SHOWN)
                .forEach(one -> console.out().println("  " + name(one.place()) + ": " + one.firstDifference()));
        list(
                "model only live",
                ofModel.onlyLive().stream().map(VerifyCommand::name).toList());
        list(
                "model only in the audit",
                ofModel.onlyAudit().stream().map(VerifyCommand::name).toList());
    }

    private static String name(ModelComparison.Place place) {
        return name(place.window()) + (place.segment().isEmpty() ? "" : " " + place.segment());
    }

    private void list(String what, List<String> names) {
        names.stream().limit(MOST_SHOWN).forEach(name -> console.out().println("  " + name + ": " + what));
        if (names.size() > MOST_SHOWN) {
            console.out().println("  and " + Figures.grouped(names.size() - MOST_SHOWN) + " more " + what);
        }
    }

    private static List<String> names(List<WindowKey> keys) {
        return keys.stream().map(VerifyCommand::name).toList();
    }

    private static String name(WindowKey key) {
        return key.endpoint() + "/" + key.variant() + " " + Figures.time(key.startMs());
    }
}
