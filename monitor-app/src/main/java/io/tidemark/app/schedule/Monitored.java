package io.tidemark.app.schedule;

import com.fasterxml.jackson.core.JsonPointer;
import io.tidemark.app.file.ConfigDocument;
import io.tidemark.app.file.ConfigFile;
import io.tidemark.app.file.ConfigSchema;
import io.tidemark.app.file.ConfigSection;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.window.WindowSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * What scheduled work knows of its monitor.
 *
 * @param document the file, for its schedules and their places
 * @param endpoint that is monitored
 * @param config how its input is judged
 * @param model how its answers are
 */
record Monitored(ConfigDocument document, String endpoint, MonitorConfig config, ModelConfig model) {
    /** Sections that decide on verdicts and that are not read here: with them, verdicts would be other ones than live. */
    private static final List<String> UNREAD = List.of("timing", "capture", "rules", "model", "labels", "bias");

    /** Reads a file; what it says and scheduled work would not heed is refused. */
    static Monitored read(Path file) {
        ConfigDocument document = ConfigFile.read(file, ConfigSchema.MONITOR);
        for (String section : UNREAD) {
            if (document.isWritten(JsonPointer.empty().appendProperty(section))) {
                throw document.problem(
                        JsonPointer.empty().appendProperty(section),
                        "scheduled work does not read this section yet and would judge otherwise",
                        "keep schedules in a file of their own with version, endpoint and window");
            }
        }
        ConfigSection root = document.section();
        ConfigSection window = root.section("window");
        return new Monitored(
                document, root.text("endpoint"), MonitorConfig.of(windows(window)), ModelConfig.defaults());
    }

    private static WindowSpec windows(ConfigSection section) {
        try {
            return WindowSpec.of(section.duration("size"), section.duration("offset"));
        } catch (IllegalArgumentException e) {
            throw section.problem("offset", String.valueOf(e.getMessage()), "take an offset shorter than the size");
        }
    }
}
