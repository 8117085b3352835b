package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream of verdicts has been read. Where windows are judged again as labels come, that is another place for
 * each rule: it is remembered for every fingerprint that ever alarmed. Mutable; not thread-safe.
 */
public final class StreamHead {
    private static final int VERSION = 1;
    private static final int DIGITS = 16;

    private final VerdictStream stream;
    private final SortedMap<Long, Answer> answers = new TreeMap<>();
    private @Nullable Long lastStartMs;
    private long lastEndMs;

    /** A stream of which nothing was read. */
    public StreamHead(VerdictStream stream) {
        this.stream = stream;
    }

    /**
     * What a rule said last.
     *
     * @param startMs start of the newest window of which it could say something
     * @param isAlarm whether it alarmed
     */
    record Answer(long startMs, boolean isAlarm) {}

    /** Returns whose head it is. */
    public VerdictStream stream() {
        return stream;
    }

    /** Returns the start of the newest window taken, if any. */
    public OptionalLong lastStartMs() {
        Long start = lastStartMs;
        return start == null ? OptionalLong.empty() : OptionalLong.of(start);
    }

    /** Returns the end of the newest window taken, in epoch milliseconds; 0 if there is none. */
    public long endOfLastMs() {
        return lastEndMs;
    }

    /** Returns whether a window begins where the newest one taken ends: none can be between. */
    public boolean isNext(long startMs) {
        return lastStartMs != null && lastEndMs == startMs;
    }

    /** Returns whether a window is not later than the newest one taken. */
    public boolean isPassed(long startMs) {
        Long last = lastStartMs;
        return last != null && startMs <= last;
    }

    /** Goes on to a window, if it is later than all before; returns whether it is. */
    boolean advanceTo(Verdict window) {
        if (isPassed(window.startMs())) {
            return false;
        }
        lastStartMs = window.startMs();
        lastEndMs = window.endMs();
        return true;
    }

    @Nullable
    Answer answer(Fingerprint fingerprint) {
        return answers.get(shortOf(fingerprint));
    }

    void answered(Fingerprint fingerprint, long startMs, boolean isAlarm) {
        answers.put(shortOf(fingerprint), new Answer(startMs, isAlarm));
    }

    private static long shortOf(Fingerprint fingerprint) {
        return Long.parseUnsignedLong(fingerprint.id().hex().substring(0, DIGITS), 16);
    }

    /** Writes it behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(128 + 17 * answers.size());
        stream.writeTo(out.putByte(VERSION));
        Long start = lastStartMs;
        out.putByte(start == null ? 0 : 1).putLong(start == null ? 0 : start).putLong(lastEndMs);
        out.putInt(answers.size());
        answers.forEach(
                (about, answer) -> out.putLong(about).putLong(answer.startMs()).putByte(answer.isAlarm() ? 1 : 0));
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote; damage is an {@link IllegalArgumentException}. */
    public static StreamHead decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "head of a stream");
        StreamHead head = new StreamHead(VerdictStream.readFrom(in));
        boolean hasLast = in.getByte() == 1;
        long start = in.getLong();
        head.lastStartMs = hasLast ? start : null;
        head.lastEndMs = in.getLong();
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            long about = in.getLong();
            head.answers.put(about, new Answer(in.getLong(), in.getByte() == 1));
        }
        in.expectEnd();
        return head;
    }

    static StreamHead at(VerdictStream stream, OptionalLong lastStartMs) {
        StreamHead head = new StreamHead(stream);
        head.lastStartMs = lastStartMs.isPresent() ? lastStartMs.getAsLong() : null;
        return head;
    }
}
