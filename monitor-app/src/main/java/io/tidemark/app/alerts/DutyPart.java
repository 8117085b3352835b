package io.tidemark.app.alerts;

import io.tidemark.alerts.duty.DutyRunner;
import io.tidemark.alerts.health.HealthDuty;
import io.tidemark.alerts.health.HealthSettings;
import io.tidemark.alerts.retrain.RetrainDuty;
import io.tidemark.alerts.retrain.RetrainSettings;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.core.retrain.RetrainRule;
import io.tidemark.wire.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A duty that one of all instances has, beside whatever else runs in the process. */
final class DutyPart implements AlertsPart {
    private final String name;
    private final DutyRunner runner;

    private DutyPart(String name, DutyRunner runner) {
        this.name = name;
        this.runner = runner;
    }

    /** Starts to take part in the watch over the monitor itself, unless it is off. */
    static Optional<AlertsPart> health(HealthSection health, KafkaClient client, Topics topics) {
        if (health.isOff()) {
            return Optional.empty();
        }
        HealthSettings settings = new HealthSettings(
                Map.copyOf(client.map()),
                topics,
                health.policy(),
                health.every(),
                HealthSettings.LOOK_BACK,
                Clock.systemUTC());
        return Optional.of(new DutyPart("the watch over the monitor", HealthDuty.start(settings)));
    }

    /** Starts to take part in the search for reasons to train again, if there are rules. */
    static Optional<AlertsPart> retrain(Map<String, List<RetrainRule>> rules, KafkaClient client, Topics topics) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        RetrainSettings settings =
                new RetrainSettings(Map.copyOf(client.map()), topics, rules, RetrainSettings.EVERY, Clock.systemUTC());
        return Optional.of(new DutyPart("the search for reasons to train again", RetrainDuty.start(settings)));
    }

    @Override
    public Optional<String> stopped() {
        return runner.isRunning() ? Optional.empty() : Optional.of(name + " has stopped");
    }

    @Override
    public void close() {
        runner.close();
    }
}
