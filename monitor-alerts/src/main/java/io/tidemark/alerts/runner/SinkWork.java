package io.tidemark.alerts.runner;

/**
 * A receiver and what records mean to it.
 *
 * @param receiver who
 * @param reading what a record means to it
 */
public record SinkWork(Receiver receiver, RecordReading reading) {}
