package io.tidemark.app.file;

import io.tidemark.core.window.WindowSpec;
import java.time.Duration;

/** {@code window}: which spans of event time are judged. */
final class WindowSection {
    private WindowSection() {}

    static WindowSpec windows(ConfigSection root) {
        ConfigSection window = root.section("window");
        Duration size = window.duration("size");
        Duration offset = window.duration("offset");
        if (offset.compareTo(size) >= 0) {
            throw window.problem(
                    "offset",
                    "windows of " + window.text("size") + " begin again before it",
                    "take" + " an offset shorter than the size");
        }
        return WindowSpec.of(size, offset);
    }

    static Duration grace(ConfigSection root) {
        return root.section("window").duration("grace");
    }
}
