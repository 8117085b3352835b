package io.tidemark.alerts.runner;

/** Takes what sinks report about themselves to where another sink can tell it. */
@FunctionalInterface
public interface SinkReports {
    /** Writes a report and returns when it is safe; throws if it cannot be written. */
    void write(SinkReport report);
}
