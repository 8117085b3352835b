package io.tidemark.replay;

import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.CaptureLimits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the lines of files of labels and gives them out in the order of their times. Mutable; used once. */
final class LabelLines implements Closeable {
    private final Iterator<GroundTruthFile> files;
    private final AuditProgress progress;
    private final ReorderBuffer<LabelLine> buffer;
    private final GroundTruthLine reader = new GroundTruthLine(CaptureForm.DEFAULT);
    private @Nullable OpenFile open;
    private long position;
    private long tooLarge;

    private static final class OpenFile {
        private final GroundTruthFile file;
        private final LineReader lines;
        private long records;

        OpenFile(GroundTruthFile file) throws IOException {
            this.file = file;
            this.lines = LineReader.open(file.stored(), CaptureLimits.DEFAULT.recordBytes());
        }
    }

    /**
     * @param files in the order of the times at which their labels came
     * @param reorder how far labels may be out of order
     */
    LabelLines(List<GroundTruthFile> files, ReplayPlan.Reorder reorder, AuditProgress progress) {
        this.files = files.iterator();
        this.buffer = new ReorderBuffer<>(reorder);
        this.progress = progress;
    }

    /** Returns the next label, or null after the last; lines that are longer than a record may be are passed over. */
    @Nullable
    LabelLine next() throws IOException {
        boolean hasMore = true;
        while (hasMore && !buffer.isOverfull()) {
            hasMore = readLine();
        }
        return buffer.isEmpty() ? null : buffer.removeEarliest();
    }

    /** Takes a line into the buffer, if there is one. */
    private boolean readLine() throws IOException {
        OpenFile at = openOrNext();
        if (at == null) {
            return false;
        }
        if (!at.lines.next()) {
            at.lines.close();
            progress.fileDone(at.file, at.records);
            open = null;
        } else if (at.lines.isOversize()) {
            at.records++;
            tooLarge++;
        } else if (!reader.isHeader(at.lines)) {
            at.records++;
            buffer.add(lineOf(at.file, at.lines));
        }
        return true;
    }

    private @Nullable OpenFile openOrNext() throws IOException {
        OpenFile at = open;
        if (at == null && files.hasNext()) {
            at = new OpenFile(files.next());
            reader.begin(at.file);
            open = at;
        }
        return at;
    }

    private LabelLine lineOf(GroundTruthFile file, LineReader at) {
        LabelLine.Place place = new LabelLine.Place(position++, file, at.line());
        boolean isRead = reader.read(at);
        String key = reader.joinId().isEmpty() ? place.toString() : reader.joinId();
        OptionalLong time = isRead ? reader.time() : file.arrival();
        return new LabelLine(place, time, key.getBytes(StandardCharsets.UTF_8), reader.record(at, isRead), isRead);
    }

    /** How many lines are longer than a record may be. */
    long tooLarge() {
        return tooLarge;
    }

    @Override
    public void close() throws IOException {
        OpenFile at = open;
        if (at != null) {
            at.lines.close();
        }
    }
}
