package io.tidemark.replay;

import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.PredictionReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what the model answered in captured records until their labels are there: one per thread. */
final class PredictionCollector implements AutoCloseable {
    private final PredictionReader reader;
    private final Origins origins;
    private final JoinFacts facts;
    private final IdShards.Writer writer;
    private final UnusableAnswers unusable;
    private final List<Prediction> rows = new ArrayList<>();

    /**
     * @param shards where they are kept
     * @param unusable counts the answers that cannot be read
     */
    PredictionCollector(PredictionReader reader, Origins origins, IdShards shards, UnusableAnswers unusable) {
        this.unusable = unusable;
        this.reader = reader;
        this.origins = origins;
        this.facts = new JoinFacts(origins);
        this.writer = shards.newWriter();
    }

    /** Takes a record that was parsed, of a line of a file. */
    void add(CaptureFile file, long line, CapturedRecord record) {
        if (!reader.read(record, rows) || rows.isEmpty()) {
            unusable.add(file, line, reader.problem());
            return;
        }
        byte[] id = Arrays.copyOfRange(record.joinIdBytes(), record.joinIdFrom(), record.joinIdTo());
        writer.add(id, facts.of(origins.numberOf(file), record.eventTimeMs(), rows));
    }

    @Override
    public void close() {
        writer.close();
    }
}
