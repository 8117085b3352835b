package io.tidemark.app.alerts;

import io.tidemark.app.file.ConfigSection;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.retrain.RetrainRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The section {@code retrain} of an {@code alerts.yaml}. */
final class RetrainSection {
    private static final List<String> KINDS = List.of("quality", "drift", "labels");

    private RetrainSection() {}

    /** The rules of each endpoint, in the order of the file. */
    static Map<String, List<RetrainRule>> rules(ConfigSection retrain) {
        Map<String, List<RetrainRule>> rules = new LinkedHashMap<>();
        for (ConfigSection section : retrain.sections("rules")) {
            List<RetrainRule> of = rules.computeIfAbsent(section.text("endpoint"), endpoint -> new ArrayList<>());
            RetrainRule rule = rule(section);
            if (of.stream().anyMatch(other -> other.name().equals(rule.name()))) {
                throw section.problem(
                        "name",
                        "another rule of endpoint \"" + section.text("endpoint") + "\" has this name",
                        "name it otherwise: the name is a part of the event's identity");
            }
            of.add(rule);
        }
        return rules;
    }

    private static RetrainRule rule(ConfigSection section) {
        String name = section.text("name");
        if (KINDS.stream().filter(section::has).count() != 1) {
            throw section.problem("name", "a rule has one of quality, drift and labels", "keep one of them");
        }
        if (section.has("quality")) {
            return quality(name, section.section("quality"));
        }
        if (section.has("drift")) {
            ConfigSection drift = section.section("drift");
            Severity from = Severity.valueOf(drift.text("severity").toUpperCase(Locale.ROOT));
            return new RetrainRule.Drift(name, from, (int) drift.whole("windows"));
        }
        return new RetrainRule.Labels(name, section.whole("labels"));
    }

    private static RetrainRule quality(String name, ConfigSection section) {
        boolean isBelow = section.has("below");
        if (isBelow == section.has("above")) {
            throw section.problem(
                    "metric", "a limit is needed, from one side", "write below: 0.7, or above: 12 for an error");
        }
        return new RetrainRule.Quality(
                name, section.text("metric"), section.number(isBelow ? "below" : "above"), isBelow, (int)
                        section.whole("windows"));
    }
}
