package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.model.Facet;

/**
 * The hash that makes verdicts on models comparable, of final reports only. The number of revisions and the labels that came
 * too late or belong to nothing stay out: they depend on when something arrived, the rest does not.
 */
final class ModelVerdictHash {
    private static final int VERSION = 1;

    private ModelVerdictHash() {}

    /**
     * The report with its hash.
     *
     * @param counts the canonical form of the tables behind it; empty if there are none
     */
    static ModelReport seal(ModelReport draft, byte[] counts) {
        if (!draft.window().isFinal()) {
            return draft;
        }
        CanonicalOutput out = new CanonicalOutput(32 * 1024);
        out.putText("model").putByte(VERSION);
        draft.window().window().writeTo(out);
        out.putLong(draft.windowEndMs()).putText(draft.window().segment());
        out.putText(draft.modelHash().hex()).putText(draft.configHash().hex());
        out.putText(draft.state().name());
        out.putBytes(counts);
        out.putInt(draft.figures().size());
        draft.figures().forEach(figure -> figure.writeTo(out));
        out.putInt(draft.facets().size());
        draft.facets().forEach(facet -> facet.writeTo(out));
        draft.attributions().writeTo(out);
        out.putInt(draft.outcomes().size());
        draft.outcomes().forEach(outcome -> keyed(outcome).writeTo(out));
        return draft.sealed(ContentHash.of(out));
    }

    /** With the key of its facet; only rules on models are in a report on a model, so a feature is a facet or nothing. */
    private static RuleOutcome keyed(RuleOutcome outcome) {
        return new RuleOutcome(
                outcome.code(),
                Facet.key(outcome.feature()),
                outcome.metric(),
                outcome.state(),
                outcome.value(),
                outcome.threshold(),
                outcome.direction(),
                outcome.effect());
    }
}
