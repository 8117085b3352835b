package io.tidemark.wire;

import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.Episode;
import io.tidemark.wire.avro.EpisodeCommand;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Notification;
import io.tidemark.wire.avro.OperationReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.Violation;

/**
 * The keys of records, as texts that differ whenever their parts do: inside a part, '%', '/' and '@' are written as %25,
 * %2F and %40. Compacted topics keep the newest record of each key.
 */
public final class RecordKeys {
    private RecordKeys() {}

    /** Returns hash/index. */
    public static String of(BaselineChunk chunk) {
        return chunk.getHash() + "/" + chunk.getIndex();
    }

    /**
     * Returns endpoint@effectiveFrom/kind/hash. The hash belongs to the key: whether an activation counts depends on those
     * before it, so compaction must not put a refused one in the place of one that counted.
     */
    public static String of(Activation activation) {
        String key = escaped(activation.getEndpoint()) + "@" + activation.getEffectiveFrom();
        return switch (activation.getKind()) {
            case BASELINE -> key + "/baseline/" + activation.getHash();
            case CONFIG -> key + "/config/" + activation.getHash();
            case CALIBRATION -> key + "/calibration/" + activation.getHash();
            case MODEL -> key + "/model/" + activation.getHash();
            case OTHER -> key + "/other/" + activation.getHash();
        };
    }

    /** Returns endpoint/variant/windowStart/segment, so that all parts of a report are in one partition. */
    public static String of(Report report) {
        return window(report.getEndpoint(), report.getVariant(), report.getWindowStart()) + "/"
                + escaped(report.getSegment());
    }

    /** Returns endpoint/variant/windowStart/segment: all parts and revisions of a window are in one partition. */
    public static String of(ModelReport report) {
        return window(report.getEndpoint(), report.getVariant(), report.getWindowStart()) + "/"
                + escaped(report.getSegment());
    }

    /** Returns endpoint/schedule@due: a schedule's name is unique for its endpoint only. */
    public static String of(Fire fire) {
        return escaped(fire.getEndpoint()) + "/" + escaped(fire.getSchedule()) + "@" + fire.getDue();
    }

    /** Returns endpoint/hash. */
    public static String of(BaselineProposal proposal) {
        return escaped(proposal.getEndpoint()) + "/" + proposal.getHash();
    }

    /** Returns the violation's id. */
    public static String of(Violation violation) {
        return violation.getId();
    }

    /**
     * Returns partition/number or labels/number, or window/endpoint/variant/windowStart, or late/ and label-window/ with
     * the same.
     */
    public static String of(LedgerRow row) {
        return switch (row.getScope()) {
            case PARTITION -> "partition/" + row.getPartition();
            case WINDOW -> "window/" + window(row);
            case LATE -> "late/" + window(row);
            case LABELS -> "labels/" + row.getPartition();
            case LABEL_WINDOW -> "label-window/" + window(row);
            case OTHER -> "other/" + row.getPartition() + "/" + window(row);
        };
    }

    /** Returns the episode's fingerprint: the topic keeps the newest episode of each trouble. */
    public static String of(Episode episode) {
        return episode.getFingerprint();
    }

    /** Returns endpoint/variant/segment/source, so that what is told of a stream keeps its order. */
    public static String of(Notification notification) {
        return escaped(notification.getEndpoint()) + "/" + escaped(notification.getVariant()) + "/"
                + escaped(notification.getSegment()) + "/" + notification.getSource();
    }

    /** Returns the id of the episode that the command is about. */
    public static String of(EpisodeCommand command) {
        return command.getEpisode();
    }

    /** Returns the endpoint. */
    public static String of(OperationReport report) {
        return report.getEndpoint();
    }

    private static String window(LedgerRow row) {
        return window(row.getEndpoint(), row.getVariant(), row.getWindowStart());
    }

    private static String window(String endpoint, String variant, long startMs) {
        return escaped(endpoint) + "/" + escaped(variant) + "/" + startMs;
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("/", "%2F").replace("@", "%40");
    }
}
