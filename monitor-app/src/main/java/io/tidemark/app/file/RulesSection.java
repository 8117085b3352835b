package io.tidemark.app.file;

import io.tidemark.core.evaluation.EvaluationConfig;
import java.util.List;
import java.util.Map;

/** {@code rules}: the rules on the input of a model, those that are not named at their defaults. */
final class RulesSection {
    private RulesSection() {}

    static EvaluationConfig evaluation(ConfigSection root) {
        ConfigSection rules = root.section("rules");
        List<String> off = rules.texts("off");
        EvaluationConfig config = new EvaluationConfig(
                rules.whole("minimumCount"), EvaluationConfig.defaults().rules());
        for (Map.Entry<String, Double> limit : rules.numbersByName("limits").entrySet()) {
            if (off.contains(limit.getKey())) {
                throw rules.section("limits")
                        .problem(limit.getKey(), "rules.off switches " + limit.getKey() + " off", "keep one of them");
            }
            config = config.with(limit.getKey(), limit.getValue());
        }
        for (String code : off) {
            config = config.without(code);
        }
        return config;
    }
}
