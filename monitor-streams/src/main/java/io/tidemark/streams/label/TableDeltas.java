package io.tidemark.streams.label;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.label.Change;
import io.tidemark.core.label.Changes;
import io.tidemark.core.model.FlipRow;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.label.Models.Model;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.ModelDelta;
import io.tidemark.streams.processor.SegmentKey;
import io.tidemark.streams.store.Live;
import io.tidemark.streams.store.WriteBehindStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Adds changes to the signed tables of their windows, for all rows and for the segment of each, and sends them. What is not
 * yet sent lives in a write-behind store, committed with the offsets it was counted from. Belongs to one task.
 */
final class TableDeltas {
    /** Segments of a window before all rows of it: whoever has all rows has the segments. */
    private static final Comparator<SegmentKey> SEGMENTS_FIRST = Comparator.comparing(SegmentKey::window)
            .thenComparing(SegmentKey::isOfAllRows)
            .thenComparing(SegmentKey::segment);

    private final WriteBehindStore<SegmentKey, PendingTables> pending;
    private final Models models;
    private final Predicate<String> isMonitored;

    /**
     * @param pending keeps what is not yet sent
     * @param models which model answered in a window
     * @param isMonitored whether an endpoint has a monitor; in which window the rows of another one lie is not known
     */
    TableDeltas(WriteBehindStore<SegmentKey, PendingTables> pending, Models models, Predicate<String> isMonitored) {
        this.pending = pending;
        this.models = models;
        this.isMonitored = isMonitored;
    }

    /** Takes what a captured record changes, and notes where it lies. */
    void addCapture(Changes changes, long offset, long appendMs) {
        add(changes, appendMs);
        changes.rows().stream()
                .filter(change -> change.kind() == Change.Kind.PREDICTED)
                .findFirst()
                .ifPresent(change -> tables(new SegmentKey(change.window(), SegmentKey.ALL), modelOf(change, appendMs))
                        .captures()
                        .add(offset));
        pending.trim();
    }

    /** Takes what a label changes. */
    void addLabel(Changes changes, long appendMs) {
        add(changes, appendMs);
        pending.trim();
    }

    private void add(Changes changes, long appendMs) {
        for (Change change : changes.rows()) {
            if (!isMonitored.test(change.window().endpoint())) {
                continue;
            }
            Model model = modelOf(change, appendMs);
            WindowKey window = change.window();
            LabelValue label = change.kind().isLabel() ? model.labels().read(change.label()) : LabelValue.UNUSABLE;
            apply(
                    change,
                    change.prediction(),
                    label,
                    tables(new SegmentKey(window, SegmentKey.ALL), model).tables());
            int segment = change.prediction().segment();
            if (segment != Prediction.NONE) {
                String name = model.baseline().spec().segmentLabel(segment);
                // Rows for the flip test are kept once, with all rows.
                Prediction counted = change.prediction().with(FlipRow.NONE);
                apply(
                        change,
                        counted,
                        label,
                        tables(new SegmentKey(window, name), model).tables());
            }
        }
    }

    private static void apply(Change change, Prediction prediction, LabelValue label, ModelProfile tables) {
        if (change.kind().isLabel()) {
            tables.addPair(prediction, label, change.kind().sign());
        } else {
            tables.addPrediction(prediction, change.kind().sign());
        }
    }

    private Model modelOf(Change change, long appendMs) {
        return models.of(change.window(), appendMs)
                .orElseThrow(() -> new IllegalStateException("predictions of " + change.window()
                        + " were kept, but their endpoint has no model baseline any more: restore the topic of"
                        + " activations"));
    }

    private PendingTables tables(SegmentKey key, Model model) {
        Live<PendingTables> known = pending.liveOrCreate(key, k -> empty(model.baseline()));
        return known.value();
    }

    private static PendingTables empty(ModelBaseline model) {
        return new PendingTables(model.hash(), model.emptyProfile(), new OffsetRanges());
    }

    /** Sends everything that was added since the last time. */
    void send(int partition, Consumer<Message> forward) {
        List<SegmentKey> keys = new ArrayList<>();
        pending.forEachKey(keys::add);
        keys.sort(SEGMENTS_FIRST);
        for (SegmentKey key : keys) {
            PendingTables tables = pending.get(key);
            if (tables != null) {
                ContentHash hash = tables.baselineHash();
                if (!tables.tables().isIdentity()) {
                    forward.accept(new Message.ModelCounted(
                            new ModelDelta(key, partition, hash, tables.tables().encode(), tables.captures())));
                }
                pending.remove(key);
            }
        }
    }
}
