package io.tidemark.app.live;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;

/** How a run that was told to stop ends. */
final class RunEnd {
    private RunEnd() {}

    /**
     * Says what was lost, if anything was, and returns the exit code: whoever starts a run must learn that its verdicts
     * are not about everything, although it ended as it was told to.
     *
     * @param lost captures that Kafka deleted before this process read them
     */
    static ExitCode tell(long lost, Console console) {
        if (lost == 0) {
            return ExitCode.INTERRUPTED;
        }
        console.warn("Kafka deleted " + Figures.count(lost, "capture")
                + " before this process read them (SC002): the violations and the ledger name their offsets;"
                + " lengthen the topic's retention, or start more instances");
        return ExitCode.VIOLATIONS;
    }
}
