package io.tidemark.app.file;

import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import java.time.Duration;
import java.util.Locale;

/** {@code labels}: how labels and predictions meet. */
final class LabelsSection {
    private LabelsSection() {}

    static LabelRules rules(ConfigSection root) {
        ConfigSection labels = root.section("labels");
        try {
            return new LabelRules(
                    labels.duration("horizon"),
                    labels.duration("orphans"),
                    ConflictRule.valueOf(labels.text("conflict").toUpperCase(Locale.ROOT)),
                    labels.numbers("coverageSteps"));
        } catch (IllegalArgumentException e) {
            throw labels.problem(
                    "coverageSteps", String.valueOf(e.getMessage()), "write them ascending: [0.25, 0.5, 0.9]");
        }
    }

    static Duration silence(ConfigSection root) {
        return root.section("labels").duration("silence");
    }
}
