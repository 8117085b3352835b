package io.tidemark.replay;

import io.tidemark.core.window.EventTimeBounds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to send into Kafka, and how fast.
 *
 * @param captures a folder of captured records, or one file
 * @param names endpoint and variant where the path does not tell or tells wrongly
 * @param topic the topic that takes captures
 * @param form what a record's value is
 * @param speed how fast
 * @param reorder how far records may be out of order
 * @param bounds which event times are believed: others neither order nor pace nor end the replay
 * @param now the time of the replay, for the bounds
 * @param progress is told how far the replay has come
 * @param labelSource the labels to send with them, or null to send none
 */
public record ReplayPlan(
        Path captures,
        CaptureNames names,
        String topic,
        Form form,
        ReplaySpeed speed,
        Reorder reorder,
        EventTimeBounds bounds,
        Instant now,
        AuditProgress progress,
        @Nullable LabelSource labelSource) {

    /** What a record's value is. */
    public enum Form {
        /** The line as it is. */
        JSON,
        /** The Avro record {@code Capture} in single-object form; lines that it cannot stand for go as they are. */
        AVRO
    }

    /**
     * Labels and where they go.
     *
     * @param groundTruth a folder of labels, or one file
     * @param arrival when they came, or null to take it from the paths; those of which nobody knows go last and without
     *     a time
     * @param topic the topic that takes labels
     */
    public record LabelSource(Path groundTruth, @Nullable Instant arrival, String topic) {}

    /**
     * How many records are held back to bring them into the order of their event times.
     *
     * @param records most records held, at least 1
     * @param bytes most bytes of them held, at least 1
     */
    public record Reorder(int records, long bytes) {
        /** 100,000 records or 64 MiB, whichever is reached first. */
        public static final Reorder DEFAULT = new Reorder(100_000, 64L << 20);

        public Reorder {
            if (records < 1 || bytes < 1) {
                throw new IllegalArgumentException(
                        "reorder = " + records + " records, " + bytes + " bytes: both must be at least 1");
            }
        }
    }

    /** Returns a plan that takes names from the path, sends as fast as it goes and tells nobody. */
    public static ReplayPlan of(Path captures, String topic, Instant now) {
        return new ReplayPlan(
                captures,
                CaptureNames.FROM_PATH,
                topic,
                Form.JSON,
                ReplaySpeed.MAX,
                Reorder.DEFAULT,
                EventTimeBounds.DEFAULT,
                now,
                AuditProgress.NONE,
                null);
    }

    /** Returns this plan with these names. */
    public ReplayPlan withNames(CaptureNames other) {
        return new ReplayPlan(captures, other, topic, form, speed, reorder, bounds, now, progress, labelSource);
    }

    /** Returns this plan with this form of records. */
    public ReplayPlan withForm(Form other) {
        return new ReplayPlan(captures, names, topic, other, speed, reorder, bounds, now, progress, labelSource);
    }

    /** Returns this plan with this speed. */
    public ReplayPlan withSpeed(ReplaySpeed other) {
        return new ReplayPlan(captures, names, topic, form, other, reorder, bounds, now, progress, labelSource);
    }

    /** Returns this plan with this much reordering. */
    public ReplayPlan withReorder(Reorder other) {
        return new ReplayPlan(captures, names, topic, form, speed, other, bounds, now, progress, labelSource);
    }

    /** Returns this plan with these bounds of event time. */
    public ReplayPlan withBounds(EventTimeBounds other) {
        return new ReplayPlan(captures, names, topic, form, speed, reorder, other, now, progress, labelSource);
    }

    /** Returns this plan with this listener. */
    public ReplayPlan withProgress(AuditProgress other) {
        return new ReplayPlan(captures, names, topic, form, speed, reorder, bounds, now, other, labelSource);
    }

    /** Returns this plan with labels. */
    public ReplayPlan withLabels(LabelSource other) {
        return new ReplayPlan(captures, names, topic, form, speed, reorder, bounds, now, progress, other);
    }

    /** Returns the labels to send. */
    public Optional<LabelSource> labels() {
        return Optional.ofNullable(labelSource);
    }
}
