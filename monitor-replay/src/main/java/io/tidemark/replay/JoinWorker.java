package io.tidemark.replay;

import io.tidemark.core.label.Change;
import io.tidemark.core.label.Changes;
import io.tidemark.core.label.JoinEntry;
import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelAccount;
import io.tidemark.core.label.LabelJoin;
import io.tidemark.core.label.PredictedRecord;
import io.tidemark.core.model.FlipRow;
import io.tidemark.core.model.LabelValueReader;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets the predictions and labels of a shard's ids meet, as if time had passed every deadline, and counts them into
 * windows: one per thread.
 */
final class JoinWorker implements JobPool.Worker<Integer, LabelAccount> {
    /** Later than every deadline: the files have ended, so nothing comes any more. */
    private static final long END_OF_TIME = Long.MAX_VALUE;

    private final IdShards shards;
    private final LabelJoin join;
    private final ModelTable table;
    private final JoinFacts facts;
    private final LabelValueReader labelValues;
    private final Map<ModelTable.Key, ModelProfile> profiles = new HashMap<>();
    private final LabelAccount account = new LabelAccount();

    JoinWorker(IdShards shards, LabelJoin join, ModelTable table, JoinFacts facts, LabelValueReader labelValues) {
        this.shards = shards;
        this.join = join;
        this.table = table;
        this.facts = facts;
        this.labelValues = labelValues;
    }

    @Override
    public void work(Integer shard) {
        // Ids are texts of single bytes here: equal texts are equal bytes, and their order means nothing.
        Map<String, List<byte[]>> byId = new TreeMap<>();
        shards.drain(
                shard,
                (id, fact) -> byId.computeIfAbsent(
                                new String(id, StandardCharsets.ISO_8859_1), absent -> new ArrayList<>(2))
                        .add(fact));
        byId.values().forEach(this::meet);
    }

    /** In the order of their bytes, so that even what a table remembers of withdrawn scores depends on no order. */
    private void meet(List<byte[]> ofOneId) {
        ofOneId.sort(Arrays::compareUnsigned);
        JoinEntry entry = new JoinEntry();
        JoinFacts.Taker taker = new JoinFacts.Taker() {
            @Override
            public void predicted(PredictedRecord record) {
                Changes changes = join.addPredictions(entry, record);
                account.addPredictions(record.rows().size(), changes);
                count(changes);
            }

            @Override
            public void labelled(Label label) {
                Changes changes = join.addLabel(entry, label);
                account.addLabel(changes);
                count(changes);
            }
        };
        ofOneId.forEach(fact -> facts.read(fact, taker));
        Changes changes = join.expire(entry, END_OF_TIME);
        account.addExpiry(changes);
        count(changes);
    }

    private void count(Changes changes) {
        for (Change change : changes.rows()) {
            count(change, change.prediction(), Prediction.NONE);
            if (change.prediction().segment() != Prediction.NONE) {
                // Rows for the flip test are kept once, with all rows.
                Prediction ofSegment = change.prediction().with(FlipRow.NONE);
                count(change, ofSegment, ofSegment.segment());
            }
        }
    }

    private void count(Change change, Prediction prediction, int segment) {
        ModelProfile profile = profileOf(new ModelTable.Key(change.window(), segment));
        int sign = change.kind().sign();
        if (change.kind().isLabel()) {
            profile.addPair(prediction, labelValues.read(change.label()), sign);
        } else {
            profile.addPrediction(prediction, sign);
        }
    }

    private ModelProfile profileOf(ModelTable.Key key) {
        ModelProfile known = profiles.get(key);
        if (known == null) {
            if (profiles.size() >= table.mostOpen()) {
                handOver();
            }
            known = table.layout().emptyProfile();
            profiles.put(key, known);
        }
        return known;
    }

    private void handOver() {
        table.takeOver(profiles);
        profiles.clear();
    }

    @Override
    public LabelAccount finish() {
        handOver();
        return account;
    }
}
