package io.tidemark.streams.runtime;

import io.tidemark.core.config.Monitors;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.streams.label.JoinSettings;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a labels application runs.
 *
 * @param applicationId identity of the application: its consumer group, internal topics and state; {@code <prefix>labels}
 *     unless configured
 * @param shared what it has in common with the drift application on the same topics: connection, monitors, endpoints,
 *     state, threads. The application id in it is of no concern here
 * @param silence how long ground truth must be silent before the clock stands in for label time
 */
public record LabelsSettings(String applicationId, DriftSettings shared, Duration silence)
        implements ApplicationSettings {
    public LabelsSettings {
        if (applicationId.isEmpty() || applicationId.equals(shared.applicationId())) {
            throw new IllegalArgumentException("application id = '" + applicationId
                    + "' must be another than that of the drift application, '" + shared.applicationId() + "'");
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("silence of labels = " + silence + " is not positive");
        }
    }

    /** Returns the settings beside a drift application, with an hour of silence. */
    public static LabelsSettings beside(DriftSettings drift, String applicationId) {
        return new LabelsSettings(applicationId, drift, JoinSettings.DEFAULT_SILENCE);
    }

    /** Returns the settings beside a drift application, with the same labels and rules for the model of every endpoint. */
    public static LabelsSettings beside(DriftSettings drift, String applicationId, ModelConfig models) {
        Monitors judging = drift.monitors().map(monitor -> monitor.withModels(models));
        return beside(drift.withMonitors(judging), applicationId);
    }

    /** Returns these settings with another silence of ground truth. */
    public LabelsSettings withSilence(Duration other) {
        return new LabelsSettings(applicationId, shared, other);
    }

    @Override
    public Map<String, String> client() {
        return shared.client();
    }

    @Override
    public Topics topics() {
        return shared.topics();
    }

    @Override
    public Path stateDirectory() {
        return shared.stateDirectory();
    }

    @Override
    public WriteBehindOptions stores() {
        return shared.stores();
    }

    @Override
    public int threads() {
        return shared.threads();
    }

    @Override
    public Duration commitInterval() {
        return shared.commitInterval();
    }
}
