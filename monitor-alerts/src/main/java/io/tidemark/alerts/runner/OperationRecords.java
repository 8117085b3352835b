package io.tidemark.alerts.runner;

import io.tidemark.core.episode.OperationReport;
import io.tidemark.core.episode.OperationReport.Finding;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.codec.OperationCodec;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes what sinks report to the operations: finding {@value #CODE} for what was given up, a report without findings when
 * deliveries go through. The watch is {@code sink/NAME}, the subject the sink, the endpoint empty: a sink serves all.
 */
public final class OperationRecords implements SinkReports {
    /** Code of the finding. */
    public static final String CODE = "OP004";

    private static final int LONGEST_SECONDS = 30;

    private final Producer<byte[], byte[]> producer;
    private final Topic<String, io.tidemark.wire.avro.OperationReport> topic;

    /**
     * A writer.
     *
     * @param producer waits for all replicas; may be shared
     * @param topic the operations
     */
    public OperationRecords(
            Producer<byte[], byte[]> producer, Topic<String, io.tidemark.wire.avro.OperationReport> topic) {
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    public void write(SinkReport report) {
        var entry = OperationCodec.toAvro(of(report));
        byte[] key = topic.keySerde().serializer().serialize(topic.name(), RecordKeys.of(entry));
        byte[] value = topic.valueSerde().serializer().serialize(topic.name(), entry);
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the report of sink " + report.sink() + " is not on " + topic.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reporting on sink " + report.sink(), e);
        }
    }

    /** Returns the report as the monitor's watch over itself has it. */
    static OperationReport of(SinkReport report) {
        List<Finding> findings = report.undelivered() == 0
                ? List.of()
                : List.of(new Finding(
                        CODE,
                        report.sink(),
                        "undelivered",
                        report.undelivered(),
                        0,
                        Severity.MAJOR,
                        "sink " + report.sink() + " gave up a message: " + report.reason()));
        return new OperationReport("", "sink/" + report.sink(), report.fromMs(), report.toMs(), findings);
    }
}
