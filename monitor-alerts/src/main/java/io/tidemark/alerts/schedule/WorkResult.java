package io.tidemark.alerts.schedule;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What came of a fire.
 *
 * @param isDone whether the work was done; what it found may still be bad news
 * @param exitCode as of the command that does the same, or -1
 * @param inputs SHA-256 over what was read, in hex, or empty
 * @param text in a sentence
 * @param records to be written in one transaction with the result
 */
public record WorkResult(
        boolean isDone, int exitCode, String inputs, String text, List<ProducerRecord<byte[], byte[]>> records) {
    public WorkResult {
        records = List.copyOf(records);
    }

    /** Work that was done and has nothing to publish. */
    public static WorkResult done(int exitCode, String text) {
        return new WorkResult(true, exitCode, "", text, List.of());
    }

    /** Work that could not be done. */
    public static WorkResult failed(int exitCode, String text) {
        return new WorkResult(false, exitCode, "", text, List.of());
    }
}
