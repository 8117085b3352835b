package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.WorkResult;
import io.tidemark.app.baseline.ScheduledBaseline;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.baseline.BaselineHistory;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.BaselineDiff;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.ProposalState;
import io.tidemark.wire.avro.ProposedChange;
import io.tidemark.wire.codec.BaselineChunks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A proposal with all that whoever decides has to know, and the decision itself where the policy is {@code auto}: only
 * with a parent to compare with, no open episode, and a change within the limit.
 */
final class ProposalMaker {
    private static final int MOST_CHANGES = 20;

    private final Task.BaselineTask task;
    private final MonitorFile monitor;
    private final BaselineWork.Place place;

    ProposalMaker(Task.BaselineTask task, MonitorFile monitor, BaselineWork.Place place) {
        this.task = task;
        this.monitor = monitor;
        this.place = place;
    }

    /** Returns content, proposal and, if it is approved at once, activation, to be published together. */
    WorkResult result(Fire fire, Lineage lineage, String source, ScheduledBaseline.Made made, BaselineHistory history) {
        Baseline baseline = made.baseline();
        Optional<ContentHash> parent = history.last(monitor.endpoint());
        Optional<BaselineDiff> diff = parent.map(hash -> BaselineDiff.between(history.byHash(hash), baseline));
        Optional<List<String>> episodes = place.episodes().of(monitor.endpoint());
        List<String> objections = objections(diff, episodes);
        boolean isApproved = task.policy() == Task.Policy.AUTO && objections.isEmpty();
        BaselineProposal.Builder proposal = proposal(fire, lineage, source, made)
                .setParent(parent.map(ContentHash::hex).orElse(""))
                .setChanges(diff.map(ProposalMaker::changes).orElse(List.of()))
                .setWithinLimit(diff.map(each -> each.isWithin(task.limit())).orElse(false));
        List<String> warnings = new ArrayList<>(made.warnings());
        incident(episodes).ifPresent(warnings::add);
        proposal.setWarnings(warnings);

        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Topics topics = place.topics();
        BaselineChunks.split(baseline)
                .forEach(chunk -> records.add(record(topics.baselines(), RecordKeys.of(chunk), chunk)));
        if (isApproved) {
            activation(fire, baseline, history).ifPresent(each -> {
                proposal.setEffectiveFrom(each.getEffectiveFrom());
                records.add(record(topics.activations(), RecordKeys.of(each), each));
            });
            proposal.setState(ProposalState.APPROVED)
                    .setWho("schedule " + fire.getSchedule())
                    .setWhy("policy auto: no open episode, and the change is within " + task.limit())
                    .setDecided(place.clock().millis());
        }
        BaselineProposal whole = proposal.build();
        records.add(record(topics.proposals(), RecordKeys.of(whole), whole));
        String text = "baseline " + baseline.hash().brief() + " of " + Figures.grouped(baseline.rows()) + " rows "
                + (isApproved ? "is approved by itself" : "is proposed")
                + (objections.isEmpty() || task.policy() == Task.Policy.APPROVE
                        ? ""
                        : ", not approved by itself: " + String.join("; ", objections));
        return new WorkResult(true, ExitCode.CLEAN.code(), lineage.digest(), text, records);
    }

    /** Why a baseline does not become current by itself. */
    private List<String> objections(Optional<BaselineDiff> diff, Optional<List<String>> episodes) {
        List<String> objections = new ArrayList<>();
        if (diff.isEmpty()) {
            objections.add("there is no baseline to compare it with");
        } else if (!diff.get().isWithin(task.limit())) {
            objections.add("it changes more than " + task.limit());
        }
        if (episodes.isEmpty()) {
            objections.add("nobody keeps episodes: the alerts application does not run here");
        }
        incident(episodes).ifPresent(objections::add);
        return objections;
    }

    private static Optional<String> incident(Optional<List<String>> episodes) {
        return episodes.filter(open -> !open.isEmpty())
                .map(open -> Figures.count(open.size(), "episode") + " open while it was made (" + open.get(0)
                        + (open.size() > 1 ? ", ..." : "") + "): it may take drift for normal");
    }

    private BaselineProposal.Builder proposal(Fire fire, Lineage lineage, String source, ScheduledBaseline.Made made) {
        WindowSpec windows = monitor.config().windows();
        return BaselineProposal.newBuilder()
                .setEndpoint(monitor.endpoint())
                .setHash(made.baseline().hash().hex())
                .setSchedule(fire.getSchedule())
                .setFire(RecordKeys.of(fire))
                .setProposed(place.clock().millis())
                .setState(ProposalState.PROPOSED)
                .setRows(made.baseline().rows())
                .setFeatures(made.baseline().features().size())
                .setWindowMs(windows.sizeMs())
                .setWindowOffsetMs(windows.offsetMs())
                .setSource(source)
                .setFiles(lineage.files())
                .setFileCount(lineage.count())
                .setInputs(lineage.digest())
                .setLimit(task.limit());
    }

    private Optional<Activation> activation(Fire fire, Baseline baseline, BaselineHistory history) {
        BaselineHistory.Reason reason = new BaselineHistory.Reason(
                "schedule " + fire.getSchedule(), "proposed by fire " + RecordKeys.of(fire) + ": policy auto");
        return history.next(
                monitor.endpoint(),
                baseline.hash(),
                monitor.config().windows(),
                place.clock().millis(),
                reason);
    }

    /** What changed most, columns that came and went first. */
    private static List<ProposedChange> changes(BaselineDiff diff) {
        List<ProposedChange> changes = new ArrayList<>();
        diff.removed().forEach(name -> changes.add(new ProposedChange(name, "removed", 1.0)));
        diff.added().forEach(name -> changes.add(new ProposedChange(name, "added", 1.0)));
        diff.features().stream()
                .sorted(Comparator.comparingDouble(BaselineDiff.FeatureDiff::sureChange)
                        .reversed())
                .forEach(each ->
                        changes.add(new ProposedChange(each.name(), retyped(diff, each.name()), each.sureChange())));
        return changes.stream().limit(MOST_CHANGES).toList();
    }

    private static String retyped(BaselineDiff diff, String name) {
        return diff.retyped().stream()
                .filter(each -> each.name().equals(name))
                .map(each -> each.before().wireName() + " is " + each.after().wireName())
                .findFirst()
                .orElse("");
    }

    private static <V> ProducerRecord<byte[], byte[]> record(Topic<String, V> topic, String key, V value) {
        return new ProducerRecord<>(
                topic.name(),
                0,
                topic.keySerde().serializer().serialize(topic.name(), key),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }
}
