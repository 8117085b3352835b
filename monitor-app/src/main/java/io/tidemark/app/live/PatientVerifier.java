package io.tidemark.app.live;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.replay.Verifier;
import io.tidemark.replay.VerifyPlan;
import io.tidemark.replay.VerifyResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Compares again while the only fault is that live reports are still missing, and gives up when no new one has come for a
 * while. A replay that has just ended is still being counted.
 */
final class PatientVerifier {
    private static final long PAUSE_MS = 1_000;

    private final Verifier verifier;
    private final Duration patience;
    private final Console console;

    PatientVerifier(Verifier verifier, Duration patience, Console console) {
        this.verifier = verifier;
        this.patience = patience;
        this.console = console;
    }

    VerifyResult verify(VerifyPlan plan) throws IOException, InterruptedException {
        VerifyResult best = verifier.verify(plan);
        long progressAt = System.nanoTime();
        long said = -1;
        CountDownLatch never = new CountDownLatch(1);
        while (isIncomplete(best) && System.nanoTime() - progressAt < patience.toNanos()) {
            if (best.equal().size() != said) {
                said = best.equal().size();
                console.say("waiting for live reports: " + Figures.count(said, "window") + " so far");
            }
            if (never.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a latch that nobody holds was released");
            }
            VerifyResult next = verifier.verify(plan);
            if (next.equal().size() > best.equal().size()) {
                progressAt = System.nanoTime();
            }
            best = next;
        }
        return best;
    }

    private static boolean isIncomplete(VerifyResult result) {
        return result.different().isEmpty()
                && result.onlyLive().isEmpty()
                && (result.equal().isEmpty() || !result.onlyAudit().isEmpty());
    }
}
