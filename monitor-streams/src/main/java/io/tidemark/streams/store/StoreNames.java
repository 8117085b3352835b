package io.tidemark.streams.store;

/** Names of stores and repartitions: on disk and in topic names since the first release, so they never change. */
public final class StoreNames {
    /** Watermarks of the endpoints of an input partition. */
    public static final String WATERMARKS = "watermarks";

    /** Cumulative accounting of an input partition. */
    public static final String INTAKE_LEDGER = "intake-ledger";

    /** Records seen, by minute of event time. */
    public static final String SEEN_IDS = "seen-ids";

    /** Counts that were not sent yet. */
    public static final String DELTAS = "deltas";

    /** Newest heartbeat of every input partition, as a merge task knows it. */
    public static final String HEARTBEATS = "heartbeats";

    /** Counts of open windows. */
    public static final String WINDOWS = "windows";

    /** How far the windows of each endpoint are closed. */
    public static final String CLOSINGS = "closings";

    /** Records that came too late. */
    public static final String LATE = "late";

    /** The repartition between counting and merging. */
    public static final String MERGE = "merge";

    /** Labels: what is known of each join id. */
    public static final String OPEN_PREDICTIONS = "open-predictions";

    /** Labels: join ids by the time at which something of them is to be let go. */
    public static final String OPEN_PREDICTIONS_BY_TIME = "open-predictions-by-time";

    /** Labels: cumulative accounting of an input partition, with its label time. */
    public static final String LABEL_LEDGER = "label-ledger";

    /** Labels: signed tables that were not sent yet. */
    public static final String MODEL_DELTAS = "model-deltas";

    /** Labels: tables of windows that are not final. */
    public static final String MODEL_WINDOWS = "model-windows";

    /** Labels: which revisions of a window there were. */
    public static final String REVISIONS = "revisions";

    /** Labels: accounts of final windows. */
    public static final String FINAL_WINDOWS = "final-windows";

    private StoreNames() {}
}
