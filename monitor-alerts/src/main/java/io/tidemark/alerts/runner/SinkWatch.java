package io.tidemark.alerts.runner;

/**
 * Sums up how a sink does: at once when a body is given up, else every five minutes in which something arrived. So an
 * episode about the sink opens with the first loss and ends when deliveries go through again; a sink that has nothing to
 * send says nothing.
 */
final class SinkWatch {
    static final long EVERY_MS = 5 * 60_000;

    private final String sink;
    private final SinkReports reports;
    private long fromMs;
    private long delivered;

    SinkWatch(String sink, SinkReports reports, long nowMs) {
        this.sink = sink;
        this.reports = reports;
        this.fromMs = nowMs;
    }

    void delivered() {
        delivered++;
    }

    void gaveUp(String reason, long nowMs) {
        write(1, reason, nowMs);
    }

    void tick(long nowMs) {
        if (delivered > 0 && nowMs - fromMs >= EVERY_MS) {
            write(0, "", nowMs);
        }
    }

    /** Stretches do not overlap and are not empty: a later one is known by its start. */
    private void write(long undelivered, String reason, long nowMs) {
        long toMs = Math.max(nowMs, fromMs + 1);
        reports.write(new SinkReport(sink, fromMs, toMs, delivered, undelivered, reason));
        fromMs = toMs;
        delivered = 0;
    }
}
