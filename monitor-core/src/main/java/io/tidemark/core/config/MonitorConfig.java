package io.tidemark.core.config;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.evaluation.Evaluator;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;

/**
 * How an endpoint is monitored.
 *
 * @param windows size and offset of the windows
 * @param evaluation the rules
 * @param timing when windows close; no part of the configuration's identity, because it decides only which records come
 *     too late
 * @param duplicates whether repeats of a record are looked for
 * @param capture how captured payloads become rows, and which records are counted
 */
public record MonitorConfig(
        WindowSpec windows, EvaluationConfig evaluation, Timing timing, Deduplication duplicates, CaptureForm capture) {
    private static final int VERSION = 1;

    /** Follows the rules in the hashed form where repeats are counted; where they are not, nothing does. */
    private static final int REPEATS_COUNT = 1;

    /** Stands before the form of captures, where that is not the default. */
    private static final int CAPTURE_TAG = 'C';

    /** A configuration that looks for duplicates and reads captures as usual. */
    public MonitorConfig(WindowSpec windows, EvaluationConfig evaluation, Timing timing) {
        this(windows, evaluation, timing, Deduplication.defaults(), CaptureForm.DEFAULT);
    }

    /**
     * When a window closes.
     *
     * @param grace how long after a window's end its late records are still counted
     * @param idleTimeout how long an input partition must be silent before it counts as idle
     * @param future how far ahead of its append time an event may be
     */
    public record Timing(Duration grace, Duration idleTimeout, Duration future) {
        public Timing {
            if (grace.isNegative() || idleTimeout.isNegative() || future.isNegative()) {
                throw new IllegalArgumentException("grace, idle time-out and future bound must not be negative");
            }
        }

        /** Returns 10 min of grace, 2 min until idle, 5 min ahead at most. */
        public static Timing defaults() {
            return new Timing(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(5));
        }
    }

    /** Returns one-hour windows aligned to the hour, with the default rules and timing. */
    public static MonitorConfig defaults() {
        return of(WindowSpec.of(Duration.ofHours(1), Duration.ZERO));
    }

    /** Returns these windows with the default rules and timing. */
    public static MonitorConfig of(WindowSpec windows) {
        return new MonitorConfig(windows, EvaluationConfig.defaults(), Timing.defaults());
    }

    /** Returns this configuration with other rules. */
    public MonitorConfig withEvaluation(EvaluationConfig other) {
        return new MonitorConfig(windows, other, timing, duplicates, capture);
    }

    /** Returns this configuration with another timing. */
    public MonitorConfig withTiming(Timing other) {
        return new MonitorConfig(windows, evaluation, other, duplicates, capture);
    }

    /** Returns this configuration with another treatment of repeats. */
    public MonitorConfig withDuplicates(Deduplication other) {
        return new MonitorConfig(windows, evaluation, timing, other, capture);
    }

    /** Returns this configuration with another form of captures. */
    public MonitorConfig withCapture(CaptureForm other) {
        return new MonitorConfig(windows, evaluation, timing, duplicates, other);
    }

    /** Returns the evaluator that judges by this configuration. */
    public Evaluator newEvaluator() {
        return new Evaluator(windows, evaluation, hash());
    }

    /** Returns the identity of everything that a verdict depends on. */
    public ContentHash hash() {
        CanonicalOutput out = new CanonicalOutput();
        out.putByte(VERSION).putLong(windows.sizeMs()).putLong(windows.offsetMs());
        evaluation.writeTo(out);
        if (!duplicates.isOn()) {
            out.putByte(REPEATS_COUNT);
        }
        if (!capture.isDefault()) {
            capture.writeTo(out.putByte(CAPTURE_TAG));
        }
        return ContentHash.of(out);
    }
}
