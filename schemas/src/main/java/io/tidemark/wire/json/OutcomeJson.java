package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.evaluation.RuleOutcome;
import java.io.IOException;
import java.util.List;

/** The fields of a rule's outcome. */
final class OutcomeJson {
    private OutcomeJson() {}

    /** Writes the field {@code outcomes}. */
    static void writeAll(List<RuleOutcome> outcomes, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("outcomes");
        for (RuleOutcome outcome : outcomes) {
            out.writeStartObject();
            write(outcome, out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

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
