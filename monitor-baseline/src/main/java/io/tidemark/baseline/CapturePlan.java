package io.tidemark.baseline;

import io.tidemark.core.capture.CaptureForm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which captured traffic becomes training rows.
 *
 * @param captures a folder of {@code *.jsonl} and {@code *.json} files, also {@code .gz} and {@code .zst}, at any
 *     depth; or one such file
 * @param columns names of the features, in the order in which unnamed fields stand; empty takes the keys of the first
 *     row
 * @param from first event time that counts, or null
 * @param to first event time that does not count any more, or null
 * @param maxBadRecords records that may be left out because they cannot be read
 * @param form how payloads become rows, and which records count
 * @param countsRepeats whether a record counts each time it comes, and not once
 */
public record CapturePlan(
        Path captures,
        List<String> columns,
        @Nullable Instant from,
        @Nullable Instant to,
        long maxBadRecords,
        CaptureForm form,
        boolean countsRepeats) {
    /** Copies the names and refuses a stretch of time that is none. */
    public CapturePlan {
        columns = List.copyOf(columns);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from = " + from + " is not before to = " + to);
        }
        if (maxBadRecords < 0) {
            throw new IllegalArgumentException("maxBadRecords = " + maxBadRecords + " is negative");
        }
    }

    /** A plan for plain rows, where a record counts once however often it comes. */
    public CapturePlan(
            Path captures, List<String> columns, @Nullable Instant from, @Nullable Instant to, long maxBadRecords) {
        this(captures, columns, from, to, maxBadRecords, CaptureForm.DEFAULT, false);
    }

    /** Returns this plan with another form. */
    public CapturePlan withForm(CaptureForm other) {
        return new CapturePlan(captures, columns, from, to, maxBadRecords, other, countsRepeats);
    }

    /** Returns this plan, counting repeats or not. */
    public CapturePlan countingRepeats(boolean counts) {
        return new CapturePlan(captures, columns, from, to, maxBadRecords, form, counts);
    }

    boolean covers(long eventTimeMs) {
        return (from == null || eventTimeMs >= from.toEpochMilli()) && (to == null || eventTimeMs < to.toEpochMilli());
    }
}
