package io.tidemark.replay;

import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.LabelTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads files of labels and keeps the labels until their predictions are there: one per thread. */
final class LabelWorker implements JobPool.Worker<LabelWorker.Job, Map<Rejection, Long>> {
    /** A power of two: an interrupt is noticed after at most so many records. */
    private static final long RECORDS_PER_INTERRUPT_CHECK = 4_096;

    private final DeadLetterLog log;
    private final AuditProgress progress;
    private final JoinFacts facts;
    private final IdShards.Writer writer;
    private final GroundTruthLine reader;
    private final LabelTerms terms;
    private final long nowMs;
    private final Map<Rejection, Long> refused = new EnumMap<>(Rejection.class);

    /**
     * A file to read.
     *
     * @param index its position in the order of files
     * @param file the file
     */
    record Job(int index, GroundTruthFile file) {}

    /**
     * @param shards where labels are kept
     */
    LabelWorker(AuditPlan plan, IdShards shards, JoinFacts facts, DeadLetterLog log, AuditProgress progress) {
        this.terms = new LabelTerms(plan.monitors());
        this.reader = new GroundTruthLine(terms);
        this.nowMs = plan.now().toEpochMilli();
        this.writer = shards.newWriter();
        this.facts = facts;
        this.log = log;
        this.progress = progress;
    }

    @Override
    public void work(Job job) throws IOException, InterruptedException {
        GroundTruthFile file = job.file();
        long records = 0;
        reader.begin(file);
        try (LineReader lines = LineReader.open(file.stored(), CaptureLimits.DEFAULT.recordBytes());
                DeadLetterLog.Part letters = log.part(job.index(), file)) {
            while (lines.next()) {
                if (reader.isHeader(lines)) {
                    continue;
                }
                records++;
                take(lines, file, letters);
                if (records % RECORDS_PER_INTERRUPT_CHECK == 0 && Thread.interrupted()) {
                    throw new InterruptedException("interrupted at " + file.at(lines.line()));
                }
            }
        }
        progress.fileDone(file, records);
    }

    private void take(LineReader lines, GroundTruthFile file, DeadLetterLog.Part letters) throws IOException {
        if (lines.isOversize()) {
            refuse(Rejection.OVERSIZE, "the record is too large", lines, letters);
            return;
        }
        if (!reader.read(lines)) {
            refuse(reader.rejection(), reader.detail(), lines, letters);
            return;
        }
        long timeMs = reader.time().orElseThrow(() -> untimed(file, lines));
        Optional<Rejection> refused = terms.boundsOf(reader.label().endpoint()).judge(timeMs, nowMs);
        if (refused.isPresent()) {
            refuse(refused.get(), "the time of the label is not believed", lines, letters);
        } else {
            writer.add(reader.joinId().getBytes(StandardCharsets.UTF_8), facts.of(reader.label()));
        }
    }

    private static IllegalArgumentException untimed(GroundTruthFile file, LineReader at) {
        return new IllegalArgumentException(
                "neither " + file.at(at.line()) + " nor its path tells when this label came:"
                        + " the path does not end like yyyy/MM/dd/HH/<file> or yyyy-MM.jsonl. Give --label-time TIME");
    }

    private void refuse(Rejection reason, String detail, LineReader lines, DeadLetterLog.Part letters)
            throws IOException {
        refused.merge(reason, 1L, Long::sum);
        letters.add(reason, detail, lines);
    }

    @Override
    public Map<Rejection, Long> finish() {
        writer.close();
        return refused;
    }
}
