package io.tidemark.replay;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.ledger.Following;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.BaselineChunks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Proves the live verdicts: audits the captured files by the baselines that the live reports name and compares the
 * verdict hash of every window. What depends on the moment is followed: records that were late or refused live, as its
 * ledger and dead letters name them, are left out of the audit, and windows without a baseline are compared by their
 * rows.
 */
public final class Verifier {
    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Optional<Baseline> given;

    /**
     * @param consumer made with {@link #consumerSettings}, without a group; stays open
     * @param topics the topics of the live application
     * @param baseline the baseline, or null to take those that the reports name from the topic of baselines
     */
    public Verifier(Consumer<byte[], byte[]> consumer, Topics topics, @Nullable Baseline baseline) {
        this.consumer = consumer;
        this.topics = topics;
        this.given = Optional.ofNullable(baseline);
    }

    /** Returns the settings of a consumer for verification; what it needs overrides the client's settings. */
    public static Properties consumerSettings(Properties client) {
        return TopicReader.settings(client);
    }

    /**
     * Reads the live reports to the end that they have now, audits the files, and compares.
     *
     * @throws IllegalArgumentException if an endpoint is unknown, or a baseline that the reports name is not published
     *     whole
     * @throws IOException if a file cannot be read
     * @throws org.apache.kafka.common.KafkaException if a topic cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    public VerifyResult verify(VerifyPlan plan) throws IOException, InterruptedException {
        Set<String> endpoints = plan.endpoints().isEmpty() ? endpointsIn(plan) : plan.endpoints();
        List<WindowReport> live = liveReports(endpoints);
        List<ModelReport> liveOfModel = plan.modelPlan() == null ? List.of() : liveModelReports(endpoints);
        Collection<LedgerRow> rows =
                new LedgerTopics(consumer, topics, "").newestRows().values();
        FollowedRun followed = followed(endpoints, plan.monitors(), run -> run.followRows(rows));
        FollowedRun ofLabels = plan.modelPlan() == null
                ? followed
                : followed(endpoints, plan.monitors(), run -> run.followLabelRows(rows));
        List<WindowReport> audit = new ArrayList<>();
        Map<ModelComparison.Place, ModelReport> ofModel = new TreeMap<>();
        for (Baseline baseline : baselinesOf(live, liveOfModel)) {
            boolean isOneAudit =
                    plan.modelPlan() == null || ofLabels.following().isLike(followed.following());
            AuditResult result = audit(isOneAudit ? plan : plan.withModel(null), baseline, followed.following());
            result.reports().stream()
                    .filter(report -> endpoints.contains(report.window().endpoint()))
                    .forEach(audit::add);
            // A capture that is late for drift may still count for the model.
            AuditResult second = isOneAudit ? result : audit(plan, baseline, ofLabels.following());
            second.model().stream()
                    .flatMap(model -> model.reports().stream())
                    .filter(report ->
                            endpoints.contains(report.window().window().endpoint()))
                    .forEach(report -> ofModel.put(ModelComparison.Place.of(report), report));
        }
        if (live.isEmpty() && !liveOfModel.isEmpty()) {
            // A labels application that runs alone reports on no input.
            audit.clear();
        }
        return ReportComparison.compare(live, BaselineChoice.choose(audit, live))
                .with(followed.summary())
                .with(
                        plan.modelPlan() == null
                                ? null
                                : ModelComparison.compare(liveOfModel, ofModel.values(), ofLabels.summary()));
    }

    /** Returns the endpoints of which there are live reports, in order. */
    public Set<String> liveEndpoints() {
        Set<String> names = new TreeSet<>();
        Deserializer<Report> values = topics.reports().valueSerde().deserializer();
        new TopicReader(consumer).read(topics.reports().name(), record -> {
            Report part = values.deserialize(record.topic(), record.value());
            if (part != null) {
                names.add(part.getEndpoint());
            }
        });
        return names;
    }

    private FollowedRun followed(
            Set<String> endpoints, Monitors monitors, java.util.function.Consumer<FollowedRun> ledger) {
        FollowedRun followed = new FollowedRun(new TopicReader(consumer), topics, endpoints, monitors);
        ledger.accept(followed);
        Deserializer<DeadLetter> values = topics.deadLetters().valueSerde().deserializer();
        new TopicReader(consumer).read(topics.deadLetters().name(), record -> {
            DeadLetter letter = values.deserialize(record.topic(), record.value());
            if (letter != null) {
                followed.followLetter(letter);
            }
        });
        return followed;
    }

    private static Set<String> endpointsIn(VerifyPlan plan) throws IOException {
        return CaptureFolder.open(plan.captures(), plan.names()).endpoints();
    }

    private static AuditResult audit(VerifyPlan plan, Baseline baseline, Following following)
            throws IOException, InterruptedException {
        AuditPlan audit = AuditPlan.of(plan.captures(), baseline, plan.monitors(), plan.now())
                .withNames(plan.names())
                .withFollowing(following)
                .withThreads(plan.threads())
                .withModel(plan.modelPlan());
        return Audit.run(audit);
    }

    private List<WindowReport> liveReports(Set<String> endpoints) {
        LiveReports reports = new LiveReports();
        Deserializer<Report> values = topics.reports().valueSerde().deserializer();
        new TopicReader(consumer).read(topics.reports().name(), record -> {
            Report part = values.deserialize(record.topic(), record.value());
            if (part != null && endpoints.contains(part.getEndpoint())) {
                reports.add(RecordKeys.of(part), part);
            }
        });
        return reports.whole();
    }

    private List<ModelReport> liveModelReports(Set<String> endpoints) {
        LiveModelReports reports = new LiveModelReports();
        var values = topics.modelReports().valueSerde().deserializer();
        new TopicReader(consumer).read(topics.modelReports().name(), record -> {
            var part = values.deserialize(record.topic(), record.value());
            if (part != null && endpoints.contains(part.getEndpoint())) {
                reports.add(RecordKeys.of(part), part);
            }
        });
        return reports.whole();
    }

    /**
     * The baselines to audit by: the given one, or all that the reports name, in the order of their hashes. Where there are
     * reports on models alone, those that were ever active, since they name the columns of requests.
     */
    private List<Baseline> baselinesOf(List<WindowReport> live, List<ModelReport> ofModel) {
        if (given.isPresent()) {
            return List.of(given.get());
        }
        Set<String> wanted = live.stream()
                .map(WindowReport::baselineHash)
                .filter(hash -> !hash.isNone())
                .map(ContentHash::hex)
                .collect(Collectors.toCollection(TreeSet::new));
        if (live.isEmpty() && !ofModel.isEmpty()) {
            wanted.addAll(activated(ofModel));
        }
        return wanted.isEmpty() ? List.of() : published(wanted);
    }

    private Set<String> activated(List<ModelReport> ofModel) {
        Set<String> endpoints = ofModel.stream()
                .map(report -> report.window().window().endpoint())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> hashes = new TreeSet<>();
        var values = topics.activations().valueSerde().deserializer();
        new TopicReader(consumer).read(topics.activations().name(), record -> {
            var activation = values.deserialize(record.topic(), record.value());
            if (activation != null
                    && activation.getKind() == ActivationKind.BASELINE
                    && endpoints.contains(activation.getEndpoint())) {
                hashes.add(activation.getHash());
            }
        });
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("there are live reports on the model of " + String.join(", ", endpoints)
                    + ", but no data baseline, by which an audit reads captures: give its file (--baseline)");
        }
        return hashes;
    }

    private List<Baseline> published(Set<String> wanted) {
        Map<String, List<BaselineChunk>> chunks = new TreeMap<>();
        wanted.forEach(hash -> chunks.put(hash, new ArrayList<>()));
        Deserializer<BaselineChunk> values = topics.baselines().valueSerde().deserializer();
        new TopicReader(consumer).read(topics.baselines().name(), record -> {
            BaselineChunk chunk = values.deserialize(record.topic(), record.value());
            List<BaselineChunk> found = chunk == null ? null : chunks.get(chunk.getHash());
            if (chunk != null && found != null) {
                found.add(chunk);
            }
        });
        chunks.forEach((hash, found) -> {
            if (found.isEmpty()) {
                throw new IllegalArgumentException("live reports name the baseline " + hash + ", which topic "
                        + topics.baselines().name() + " does not hold: give its file, or publish it again");
            }
        });
        return chunks.values().stream().map(BaselineChunks::join).toList();
    }
}
