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
 * Notes which input record made processing fail, and fails: never resumes, because half-counted objects would be
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
     * @param byTopic what the process remembers of each input topic: failures elsewhere are not a record's fault
     */
    record Registration(Map<String, Quarantine> byTopic) {
        Registration {
            byTopic = Map.copyOf(byTopic);
        }
    }

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(REGISTRATION) instanceof Registration known) {
            registration = known;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        Quarantine quarantine = quarantineOf(context.topic());
        if (quarantine != null && isOfTheRecord(exception)) {
            int failures = quarantine.noteFailure(context.partition(), context.offset());
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

    private @Nullable Quarantine quarantineOf(@Nullable String topic) {
        Registration known = registration;
        return known == null || topic == null ? null : known.byTopic().get(topic);
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
