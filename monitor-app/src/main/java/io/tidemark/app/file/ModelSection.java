package io.tidemark.app.file;

import io.tidemark.core.quality.ModelRules;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.interval.Interval;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code model} and {@code bias}: how quality and bias are judged where a model baseline is active. */
final class ModelSection {
    private static final String SERVICE = "service";

    private ModelSection() {}

    static ModelRules rules(ConfigSection root) {
        ConfigSection model = root.section("model");
        ConfigSection bias = root.section("bias");
        ModelRules rules = model.text("rules").equals(SERVICE) ? ModelRules.ofService() : ModelRules.defaults();
        long rows = model.has("minimumCount") ? model.whole("minimumCount") : rules.minRows();
        return rules.withLevels(model.number("confidence"), model.number("coverage"))
                .withMinima(rows, bias.whole("minimumGroup"), bias.whole("disclosure"))
                .withLimits(model.numbersByName("tolerances"), bands(bias.section("bands")));
    }

    private static Map<BiasMetric, Interval> bands(ConfigSection bands) {
        Map<BiasMetric, Interval> byMetric = new EnumMap<>(BiasMetric.class);
        for (String name : bands.keys()) {
            List<Double> ends = bands.numbers(name);
            if (ends.get(0) > ends.get(1)) {
                throw bands.problem(name, "its lowest value is above its highest", "write the lower one first");
            }
            byMetric.put(BiasMetric.valueOf(name), new Interval(ends.get(0), ends.get(1)));
        }
        return byMetric;
    }
}
