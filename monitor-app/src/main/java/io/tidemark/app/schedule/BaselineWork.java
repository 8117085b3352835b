package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.ScheduledWork;
import io.tidemark.alerts.schedule.WorkResult;
import io.tidemark.app.baseline.Proposals;
import io.tidemark.app.baseline.ScheduledBaseline;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.baseline.BaselineHistory;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.baseline.CapturePlan;
import io.tidemark.baseline.csv.CsvOptions;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.evaluation.CleanStretch;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.Fire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Makes a baseline if what it is made from has changed, and proposes it if it is another one than the last. */
final class BaselineWork implements ScheduledWork {
    private final Task.BaselineTask task;
    private final MonitorFile monitor;
    private final Place place;

    /**
     * Where it works.
     *
     * @param client settings of Kafka clients
     * @param topics where baselines and proposals are
     * @param clock that says when
     * @param console that remarks on captures go to
     * @param episodes which troubles are not over
     * @param windows what was said of windows
     */
    record Place(
            Properties client,
            Topics topics,
            Clock clock,
            Console console,
            OpenEpisodes episodes,
            ReportedWindows windows) {
        static Place onKafka(Properties client, Topics topics, Clock clock, Console console) {
            return new Place(
                    client,
                    topics,
                    clock,
                    console,
                    OpenEpisodes.onKafka(client, topics),
                    ReportedWindows.onKafka(client, topics));
        }
    }

    BaselineWork(Task.BaselineTask task, MonitorFile monitor, Place place) {
        this.task = task;
        this.monitor = monitor;
        this.place = place;
    }

    /** What the baseline is made from this time. */
    private record Origin(List<Path> roots, Optional<CleanStretch> stretch, String words) {}

    @Override
    public WorkResult run(Fire fire, Optional<Fire> lastDone) throws InterruptedException {
        try {
            Optional<Origin> origin = origin();
            if (origin.isEmpty()) {
                return WorkResult.done(
                        ExitCode.INSUFFICIENT_DATA.code(), "no stretch of so many windows without an alarm");
            }
            Lineage lineage = Lineage.of(origin.get().roots, settings(origin.get()));
            if (lastDone.map(Fire::getInputs).filter(lineage.digest()::equals).isPresent()) {
                return done(lineage, "unchanged since the last time: nothing was made");
            }
            BaselineHistory history = BaselineHistory.read(place.client, place.topics);
            ScheduledBaseline.Made made = make(origin.get(), history);
            if (hasChanged(origin.get(), lineage)) {
                return WorkResult.failed(
                        ExitCode.USAGE.code(), "the training data changed while it was read: it is made the next time");
            }
            return propose(fire, lineage, origin.get(), made, history);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return WorkResult.failed(ExitCode.USAGE.code(), "the data cannot be read: " + why);
        }
    }

    /** Captures grow all the time; what is read of them is a stretch that is past. */
    private boolean hasChanged(Origin origin, Lineage lineage) throws IOException {
        return origin.stretch.isEmpty()
                && !Lineage.of(origin.roots, settings(origin)).digest().equals(lineage.digest());
    }

    private WorkResult propose(
            Fire fire, Lineage lineage, Origin origin, ScheduledBaseline.Made made, BaselineHistory history) {
        String hash = made.baseline().hash().hex();
        if (history.last(monitor.endpoint())
                .map(ContentHash::hex)
                .filter(hash::equals)
                .isPresent()) {
            return done(lineage, "it is the endpoint's last baseline already: nothing was proposed");
        }
        Optional<BaselineProposal> earlier =
                Proposals.read(place.client, place.topics).of(monitor.endpoint(), hash);
        if (earlier.isPresent()) {
            return done(
                    lineage,
                    "the same baseline was proposed by fire " + earlier.get().getFire());
        }
        ProposalMaker maker = new ProposalMaker(task, monitor, place);
        return maker.result(fire, lineage, origin.words, made, history);
    }

    private static WorkResult done(Lineage lineage, String text) {
        return new WorkResult(true, ExitCode.CLEAN.code(), lineage.digest(), text, List.of());
    }

    private Optional<Origin> origin() {
        if (task.source() instanceof Task.Training training) {
            String words = "training data in " + training.paths();
            return Optional.of(new Origin(training.paths(), Optional.empty(), words));
        }
        if (task.source() instanceof Task.Captures captures) {
            return CleanStretch.newest(
                            place.windows.of(monitor.endpoint()),
                            monitor.config().windows(),
                            captures.windows())
                    .map(stretch -> new Origin(
                            List.of(captures.folder()),
                            Optional.of(stretch),
                            "captures in " + captures.folder() + " from " + Instant.ofEpochMilli(stretch.fromMs())
                                    + " to " + Instant.ofEpochMilli(stretch.toMs())));
        }
        throw new AssertionError(task.source());
    }

    /** Whatever else decides on the baseline: with other settings the same files are made anew. */
    private String settings(Origin origin) {
        Task.Table table = task.table();
        return String.join(
                "\n",
                table.label().orElse(""),
                String.join("\t", table.ignored()),
                String.join("\t", table.missing()),
                new TreeMap<>(table.types()).toString(),
                Long.toString(table.maxBadRows()),
                origin.stretch.map(CleanStretch::toString).orElse(""),
                monitor.config().capture().isDefault() ? "" : origin.words,
                "");
    }

    private ScheduledBaseline.Made make(Origin origin, BaselineHistory history)
            throws IOException, InterruptedException {
        Task.Table table = task.table();
        CsvOptions csv = new CsvOptions(
                CsvOptions.DEFAULT.format(), CsvOptions.DEFAULT.charset(), List.of(), table.maxBadRows(), Map.of());
        BaselinePlan plan = new BaselinePlan(
                origin.roots, table.label().orElse(null), table.ignored(), table.missing(), table.types(), 1, csv);
        Optional<CapturePlan> captures = origin.stretch.map(stretch -> capturePlan(origin, stretch, history));
        return ScheduledBaseline.make(plan, captures.orElse(null), place.console);
    }

    /** Unnamed fields are called as in the endpoint's baseline. */
    private CapturePlan capturePlan(Origin origin, CleanStretch stretch, BaselineHistory history) {
        CaptureForm form = monitor.config().capture();
        List<String> known =
                history.active(monitor.endpoint(), stretch.toMs()).map(Baseline::features).orElse(List.of()).stream()
                        .map(FeatureBaseline::name)
                        .toList();
        return new CapturePlan(
                        origin.roots.get(0),
                        form.isDefault() ? known : form.keptColumns(),
                        Instant.ofEpochMilli(stretch.fromMs()),
                        Instant.ofEpochMilli(stretch.toMs()),
                        task.table().maxBadRows())
                .withForm(form)
                .countingRepeats(!monitor.config().duplicates().isOn());
    }
}
