package io.tidemark.app.options;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.evaluation.EvaluationConfig;
import java.util.List;

/** Reads {@code --rule CODE=LIMIT} and {@code --rule CODE=off}. */
final class RuleSettings {
    private static final String OFF = "off";

    private RuleSettings() {}

    static EvaluationConfig apply(List<String> settings, EvaluationConfig defaults) {
        EvaluationConfig config = defaults;
        for (String setting : settings) {
            config = apply(setting, config);
        }
        return config;
    }

    private static EvaluationConfig apply(String setting, EvaluationConfig config) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw wrong(setting, "there is no '=' in it");
        }
        String code = setting.substring(0, equals);
        String limit = setting.substring(equals + 1);
        try {
            return limit.equals(OFF) ? config.without(code) : config.with(code, Double.parseDouble(limit));
        } catch (NumberFormatException e) {
            throw wrong(setting, "'" + limit + "' is no number");
        } catch (IllegalArgumentException e) {
            throw wrong(setting, String.valueOf(e.getMessage()));
        }
    }

    private static UserError wrong(String setting, String why) {
        return UserError.usage(Problem.of("--rule " + setting + " is no setting of a rule")
                .because(why)
                .fix("give CODE=LIMIT or CODE=off, for example --rule DR003=0.1 --rule DR006=off"));
    }
}
