package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;

/**
 * Knows when a window's verdict is whole. The parts of its report and its violations come on two topics in any order: it
 * is whole when every part is there and as many violations as the parts hold alarms. What came is kept elsewhere, so that
 * this stays small however many violations there are; whoever keeps it also drops repeats. Mutable; not thread-safe.
 */
public final class WindowGathering {
    private static final int VERSION = 1;

    private int parts;
    private int partsExpected = -1;
    private long violations;
    private long alarms;
    private boolean isJudged;
    private long endMs;
    private long seenMs;

    /**
     * A part of a report.
     *
     * @param part its number, from 0
     * @param parts how many the report has
     * @param alarms how many outcomes in this part are alarms
     * @param isJudged whether the window had data and a baseline
     * @param endMs end of the window in epoch milliseconds
     * @param seenMs when it was appended, in epoch milliseconds
     */
    public record Part(int part, int parts, long alarms, boolean isJudged, long endMs, long seenMs) {}

    /** Takes a part of the report that was not there before. */
    public void add(Part part) {
        parts++;
        partsExpected = part.parts();
        alarms += part.alarms();
        isJudged = part.isJudged();
        endMs = part.endMs();
        seenMs = Math.max(seenMs, part.seenMs());
    }

    /**
     * Takes a violation that was not there before.
     *
     * @param windowEndMs end of its window in epoch milliseconds
     * @param appendedMs when it was appended, in epoch milliseconds
     */
    public void addViolation(long windowEndMs, long appendedMs) {
        violations++;
        if (partsExpected < 0) {
            endMs = windowEndMs;
            seenMs = Math.max(seenMs, appendedMs);
        }
    }

    /** Returns whether nothing is missing. */
    public boolean isWhole() {
        return parts == partsExpected && violations >= alarms;
    }

    /** Returns how many parts and violations are known to be missing; at least 1 as long as it is not whole. */
    public long missing() {
        long missingParts = partsExpected < 0 ? 1 : partsExpected - parts;
        return missingParts + Math.max(0, alarms - violations);
    }

    /** Returns whether the window had data and a baseline and everything of it is there: then silence is good news. */
    public boolean isJudged() {
        return isJudged && isWhole();
    }

    /** Returns the end of the window in epoch milliseconds. */
    public long endMs() {
        return endMs;
    }

    /** Returns when the last part of the report was appended, or the last violation while there is none. */
    public long seenMs() {
        return seenMs;
    }

    /** Writes it behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(48);
        out.putByte(VERSION).putInt(parts).putInt(partsExpected);
        out.putLong(violations).putLong(alarms).putByte(isJudged ? 1 : 0);
        return out.putLong(endMs).putLong(seenMs).toByteArray();
    }

    /** Reads what {@link #encode} wrote; damage is an {@link IllegalArgumentException}. */
    public static WindowGathering decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "gathering of a window");
        WindowGathering gathering = new WindowGathering();
        gathering.parts = in.getInt();
        gathering.partsExpected = in.getInt();
        gathering.violations = in.getLong();
        gathering.alarms = in.getLong();
        gathering.isJudged = in.getByte() == 1;
        gathering.endMs = in.getLong();
        gathering.seenMs = in.getLong();
        in.expectEnd();
        return gathering;
    }
}
