package io.tidemark.alerts.runner;

/**
 * How a sink has done in a stretch of time.
 *
 * @param sink its name
 * @param fromMs start of the stretch in epoch milliseconds
 * @param toMs its end
 * @param delivered bodies that arrived
 * @param undelivered bodies that were given up
 * @param reason why the last of those was, without secrets; empty if there is none
 */
public record SinkReport(String sink, long fromMs, long toMs, long delivered, long undelivered, String reason) {
    /** Returns the same of another name. */
    public SinkReport named(String other) {
        return new SinkReport(other, fromMs, toMs, delivered, undelivered, reason);
    }
}
