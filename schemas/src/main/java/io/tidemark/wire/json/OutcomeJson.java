package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.evaluation.RuleOutcome;
import java.io.IOException;

/** The fields of a rule's outcome. */
final class OutcomeJson {
    private OutcomeJson() {}

    static void write(RuleOutcome outcome, JsonGenerator out) throws IOException {
        out.writeStringField("code", outcome.code());
        out.writeStringField("feature", outcome.feature());
        out.writeStringField("metric", outcome.metric());
        out.writeStringField("state", outcome.state().name());
        Json.number(out, "value", outcome.value());
        Json.number(out, "threshold", outcome.threshold());
        out.writeStringField("direction", outcome.direction().name());
        Json.number(out, "effect", outcome.effect());
    }
}
