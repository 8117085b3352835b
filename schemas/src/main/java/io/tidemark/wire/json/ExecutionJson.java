package io.tidemark.wire.json;

import io.tidemark.core.service.ExecutionStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * How a monitoring run ended, with the keys of the service's answers about one. The service has no such file: it says
 * this when asked.
 */
public final class ExecutionJson {
    private ExecutionJson() {}

    /**
     * Which run.
     *
     * @param schedule the schedule's name
     * @param endpoint the endpoint's name
     * @param scheduled when the service would have begun it
     */
    public record Run(String schedule, String endpoint, Instant scheduled) {}

    /** Writes the file in UTF-8 and leaves the stream open. */
    public static void write(Run run, ExecutionStatus status, int violations, OutputStream out) throws IOException {
        ServiceFile.write(out, json -> {
            json.writeStringField("MonitoringScheduleName", run.schedule());
            json.writeStringField("EndpointName", run.endpoint());
            json.writeStringField("MonitoringType", "DataQuality");
            json.writeStringField("ScheduledTime", run.scheduled().toString());
            json.writeStringField("MonitoringExecutionStatus", status.wireName());
            json.writeStringField(
                    status == ExecutionStatus.FAILED ? "FailureReason" : "ExitMessage", status.message(violations));
        });
    }
}
