package io.tidemark.app.live;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.replay.ModelComparison;
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
        int said = -1;
        CountDownLatch never = new CountDownLatch(1);
        while (isIncomplete(best) && System.nanoTime() - progressAt < patience.toNanos()) {
            if (equal(best) != said) {
                said = equal(best);
                console.say("waiting for live reports: " + Figures.count(said, "window") + " so far");
            }
            if (never.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a latch that nobody holds was released");
            }
            VerifyResult next = verifier.verify(plan);
            if (equal(next) > equal(best)) {
                progressAt = System.nanoTime();
            }
            best = next;
        }
        return best;
    }

    private static int equal(VerifyResult result) {
        return result.equal().size()
                + result.model().map(model -> model.equal().size()).orElse(0);
    }

    private static boolean isIncomplete(VerifyResult result) {
        boolean isContradicted = !result.different().isEmpty()
                || !result.onlyLive().isEmpty()
                || result.model().filter(PatientVerifier::isContradicted).isPresent();
        boolean hasMissing = (result.equal().isEmpty() && !result.isEmpty())
                || (result.isEmpty() && result.model().isEmpty())
                || !result.onlyAudit().isEmpty()
                || result.model().filter(PatientVerifier::hasMissing).isPresent();
        return !isContradicted && hasMissing;
    }

    private static boolean isContradicted(ModelComparison model) {
        return !model.different().isEmpty() || !model.onlyLive().isEmpty();
    }

    private static boolean hasMissing(ModelComparison model) {
        return model.equal().isEmpty() || !model.onlyAudit().isEmpty();
    }
}
