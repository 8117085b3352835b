package io.tidemark.app.file;

import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig.Timing;

/** {@code timing}, and the grace of {@code window}: when a live window closes, and how long repeats are looked for. */
final class TimingSection {
    private static final String OFF = "off";

    private TimingSection() {}

    static Timing timing(ConfigSection root) {
        ConfigSection timing = root.section("timing");
        return new Timing(WindowSection.grace(root), timing.duration("idle"), timing.duration("future"));
    }

    static Deduplication duplicates(ConfigSection root) {
        ConfigSection timing = root.section("timing");
        return timing.text("dedup").equals(OFF)
                ? Deduplication.off()
                : Deduplication.defaults().withHorizon(timing.duration("dedup"));
    }
}
