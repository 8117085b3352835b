package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.wire.avro.BaselineProposal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Decides that a proposed baseline is not used. */
@Command(
        name = "reject",
        header = "Decide that a proposed baseline is not used.",
        description = {"The same training data is not proposed again. Rejecting again changes nothing.", ""},
        footer = {
            "",
            "Examples:",
            "  tidemark baseline reject --help",
            "  tidemark baseline proposals --all --bootstrap localhost:9092"
        })
final class BaselineRejectCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private DecisionOptions decision = new DecisionOptions();

    BaselineRejectCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        BaselineProposal rejected = decision.decide(ProposalDesk::reject);
        console.out()
                .println("baseline " + ProposalPage.brief(rejected.getHash()) + " of endpoint " + rejected.getEndpoint()
                        + " is rejected by " + rejected.getWho());
        console.out().flush();
        return ExitCode.CLEAN;
    }
}
