package io.tidemark.alerts.schedule;

import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import java.time.Instant;
import java.util.Optional;

/** The work of a claim, and its end. */
public final class FireRun {
    private static final int MOST_CHARS = 2_000;

    private FireRun() {}

    /** Does the work; what it throws is a failure with its message, but for an interruption. */
    public static WorkResult of(ScheduledWork work, Fire claim, Optional<Fire> lastDone) throws InterruptedException {
        try {
            return work.run(claim, lastDone);
        } catch (RuntimeException | Error failure) {
            return failed(failure);
        }
    }

    /** The result of work that threw. */
    static WorkResult failed(Throwable failure) {
        String message = failure.getMessage();
        return WorkResult.failed(-1, message == null ? failure.getClass().getSimpleName() : message);
    }

    /** The end of a claim. */
    public static Fire ended(Fire claim, WorkResult result, Instant now) {
        String text = result.text();
        return Fire.newBuilder(claim)
                .setState(result.isDone() ? FireState.DONE : FireState.FAILED)
                .setEnded(now.toEpochMilli())
                .setExitCode(result.exitCode())
                .setInputs(result.inputs())
                .setResult(text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS))
                .build();
    }
}
