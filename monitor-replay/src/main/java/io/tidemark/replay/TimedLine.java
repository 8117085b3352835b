package io.tidemark.replay;

import io.tidemark.core.capture.BatchTime;
import io.tidemark.core.capture.CaptureOutcome;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Rejection;
import java.util.Optional;

/**
 * A line as it counts: as it is, or, of a merged batch record without a time, with the hour of its folder written into
 * it. The audit counts and the replay sends these bytes, so that both and the live run see the same record. Mutable
 * scratch, filled again for each line.
 */
final class TimedLine {
    private byte[] bytes = new byte[0];
    private int from;
    private int to;

    /** Takes and parses the line at which a reader stands; returns what the parser says. */
    boolean parse(LineReader lines, CaptureFile file, CaptureParser parser, CapturedRecord into) {
        bytes = lines.bytes();
        from = lines.from();
        to = lines.to();
        if (parser.parse(bytes, from, to, into)) {
            return true;
        }
        boolean lacksTime = into.outcome() == CaptureOutcome.REJECTED && into.rejection() == Rejection.BAD_TIME;
        Optional<byte[]> timed =
                lacksTime && file.hourMs() > 0 ? BatchTime.add(bytes, from, to, file.hourMs()) : Optional.empty();
        if (timed.isEmpty()) {
            return false;
        }
        bytes = timed.get();
        from = 0;
        to = bytes.length;
        return parser.parse(bytes, from, to, into);
    }

    /** The buffer that holds the line, until the next call of {@link #parse}. */
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}
