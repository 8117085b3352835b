package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.wire.avro.BaselineProposal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a proposed baseline current. */
@Command(
        name = "approve",
        header = "Make a proposed baseline the endpoint's baseline.",
        description = {
            "It holds from a window start at least six minutes ahead; earlier windows keep theirs. Approving again",
            "changes nothing.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tidemark baseline approve --help",
            "  tidemark baseline proposals --bootstrap localhost:9092"
        })
final class BaselineApproveCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private DecisionOptions decision = new DecisionOptions();

    BaselineApproveCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        BaselineProposal approved = decision.decide(ProposalDesk::approve);
        console.out()
                .println("baseline " + ProposalPage.brief(approved.getHash()) + " of endpoint " + approved.getEndpoint()
                        + " is approved by " + approved.getWho() + ": " + ProposalPage.from(approved));
        console.out().flush();
        return ExitCode.CLEAN;
    }
}
