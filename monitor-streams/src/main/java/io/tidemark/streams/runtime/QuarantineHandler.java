package io.tidemark.streams.runtime;

import io.tidemark.core.ledger.InputChangedException;
import io.tidemark.streams.processor.Quarantine;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes which captured record made processing fail, and fails: never resumes, because half-counted objects would be
 * committed. The thread is replaced and tries again; a record that fails {@link Quarantine#LIMIT} times is left out as a
 * dead letter by intake.
 */
public final class QuarantineHandler implements ProcessingExceptionHandler {
    /** Key of the {@link Registration} among the application's settings. */
    static final String REGISTRATION = "tidemark.quarantine";

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineHandler.class);

    private @Nullable Registration registration;

    /**
     * Where failures are noted.
     *
     * @param quarantine what the process remembers
     * @param topic the topic of captures: failures elsewhere are not a record's fault
     */
    record Registration(Quarantine quarantine, String topic) {}

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(REGISTRATION) instanceof Registration known) {
            registration = known;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        Registration known = registration;
        if (known != null && known.topic().equals(context.topic()) && isOfTheRecord(exception)) {
            int failures = known.quarantine().noteFailure(context.partition(), context.offset());
            LOG.error(
                    "processing failed: topic={} partition={} offset={} failures={} of {}",
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    failures,
                    Quarantine.LIMIT,
                    exception);
        } else {
            LOG.error("processing failed: topic={} task={}", context.topic(), context.taskId(), exception);
        }
        return Response.fail();
    }

    /** Whether a failure is to be counted against the record: an outage is not its fault, nor is another topic. */
    private static boolean isOfTheRecord(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BaselineUnavailableException || cause instanceof InputChangedException) {
                return false;
            }
        }
        return true;
    }
}
