package io.tidemark.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the lines of files of labels and gives them out in the order of their times. Mutable; used once. */
final class LabelLines implements Closeable {
    private final LinesOfFiles<GroundTruthFile> lines;
    private final ReorderBuffer<LabelLine> buffer;
    private final GroundTruthLine reader = new GroundTruthLine();
    private long position;
    private long tooLarge;

    /**
     * @param files in the order of the times at which their labels came
     * @param reorder how far labels may be out of order
     */
    LabelLines(List<GroundTruthFile> files, ReplayPlan.Reorder reorder, AuditProgress progress) {
        this.lines = new LinesOfFiles<>(files, this::open, progress);
        this.buffer = new ReorderBuffer<>(reorder);
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

    private LineReader open(GroundTruthFile file, int mostBytes) throws IOException {
        LineReader opened = LineReader.open(file.stored(), mostBytes);
        reader.begin(file);
        return opened;
    }

    /** Takes a line into the buffer, if there is one. */
    private boolean readLine() throws IOException {
        LinesOfFiles.Line<GroundTruthFile> at = lines.next();
        if (at == null) {
            return false;
        }
        if (at.lines().isOversize()) {
            lines.count();
            tooLarge++;
        } else if (!reader.isHeader(at.lines())) {
            lines.count();
            buffer.add(lineOf(at.file(), at.lines()));
        }
        return true;
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
        lines.close();
    }
}
