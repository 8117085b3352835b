package io.tidemark.app.live;

import io.tidemark.app.file.MonitorFile;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.quality.ModelConfig;
import java.time.Duration;
import java.util.List;

/**
 * How one endpoint is watched by a run.
 *
 * @param endpoint its name; empty for every endpoint
 * @param config how its input is monitored
 * @param model how its labels, quality and bias are
 * @param labelSilence how long ground truth must be silent before the clock stands in for label time
 */
record RunMonitor(String endpoint, MonitorConfig config, ModelConfig model, Duration labelSilence) {
    private static final Duration SILENCE = Duration.ofHours(1);

    /** Without a file. */
    static RunMonitor defaults() {
        return new RunMonitor("", MonitorConfig.defaults(), ModelConfig.defaults(), SILENCE);
    }

    static RunMonitor of(MonitorFile file) {
        return new RunMonitor(file.endpoint(), file.config(), file.model(), file.labelSilence());
    }

    /** Returns how windows and labels of the endpoint are judged. */
    Monitor monitor() {
        return new Monitor(config, model);
    }

    /** Label time is one for all endpoints of an application: it waits as long as the most patient of them asks. */
    static Duration longestSilence(List<RunMonitor> monitors) {
        return monitors.stream()
                .map(RunMonitor::labelSilence)
                .max(Duration::compareTo)
                .orElse(SILENCE);
    }
}
