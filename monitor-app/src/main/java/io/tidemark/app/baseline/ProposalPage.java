package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Style;
import io.tidemark.core.baseline.Activations;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.ProposedChange;
import java.time.Instant;
import java.util.Locale;

/** One proposal in words: where it comes from, what it changes, what was decided. */
final class ProposalPage {
    private static final int SHORT_HASH = 12;

    private final Console console;

    ProposalPage(Console console) {
        this.console = console;
    }

    void print(BaselineProposal proposal) {
        console.out()
                .println(console.paint(
                        Style.STRONG,
                        proposal.getEndpoint() + "  " + brief(proposal.getHash()) + "  " + state(proposal)));
        line("hash", proposal.getHash());
        line("made by", "schedule " + proposal.getSchedule() + " at " + Instant.ofEpochMilli(proposal.getProposed()));
        line("from", proposal.getSource());
        line("rows", Figures.grouped(proposal.getRows()) + ", " + Figures.count(proposal.getFeatures(), "feature"));
        line("parent", proposal.getParent().isEmpty() ? "none: it is the first" : proposal.getParent());
        line("files", Figures.grouped(proposal.getFileCount()) + ", together " + brief(proposal.getInputs()));
        if (!proposal.getParent().isEmpty()) {
            line("change", within(proposal));
        }
        proposal.getChanges().stream().limit(5).forEach(this::print);
        proposal.getWarnings().forEach(console::warn);
        if (proposal.getDecided() != 0) {
            line("decided", decided(proposal));
        }
    }

    private void print(ProposedChange change) {
        String what = change.getChange().isEmpty() ? "" : "  " + change.getChange();
        console.out()
                .println("    "
                        + String.format(Locale.ROOT, "%-24s at least %.3f", change.getFeature(), change.getSureChange())
                        + what);
    }

    private static String within(BaselineProposal proposal) {
        return (proposal.getWithinLimit() ? "within" : "beyond") + " the limit of " + proposal.getLimit()
                + "; the largest:";
    }

    private static String decided(BaselineProposal proposal) {
        String why = proposal.getWhy().isEmpty() ? "" : ": " + proposal.getWhy();
        return "by " + proposal.getWho() + " at " + Instant.ofEpochMilli(proposal.getDecided()) + why;
    }

    static String brief(String hash) {
        return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
    }

    static String state(BaselineProposal proposal) {
        return proposal.getState().name().toLowerCase(Locale.ROOT);
    }

    /** From when on an approved one holds. */
    static String from(BaselineProposal proposal) {
        if (proposal.getEffectiveFrom() == 0) {
            return "it was the endpoint's last baseline already";
        }
        return proposal.getEffectiveFrom() == Activations.FROM_THE_BEGINNING
                ? "holds from the beginning: it is the first"
                : "holds from " + Instant.ofEpochMilli(proposal.getEffectiveFrom()) + " on";
    }

    private void line(String name, String value) {
        console.out().println("  " + String.format(Locale.ROOT, "%-8s", name) + "  " + value);
    }
}
