package io.tidemark.app.alerts;

import io.tidemark.alerts.health.HealthSettings;
import io.tidemark.app.file.ConfigSection;
import io.tidemark.core.health.HealthPolicy;
import java.time.Duration;

/**
 * The watch over the monitor itself, as an {@code alerts.yaml} has it.
 *
 * @param isOff whether there is none
 * @param policy when something is a trouble
 * @param every how often it looks
 */
record HealthSection(boolean isOff, HealthPolicy policy, Duration every) {
    /** Without a file. */
    static final HealthSection DEFAULT = new HealthSection(false, HealthPolicy.defaults(), HealthSettings.EVERY);

    static HealthSection of(ConfigSection section) {
        HealthPolicy policy = new HealthPolicy(
                section.duration("silence"),
                section.duration("stall"),
                section.number("deadLetterShare"),
                section.whole("deadLetterLeast"),
                section.number("coverageFall"),
                (int) section.whole("coverageWindows"));
        return new HealthSection(section.flag("off"), policy, section.duration("every"));
    }
}
