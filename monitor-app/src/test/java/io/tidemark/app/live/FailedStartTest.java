package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import javax.management.ObjectName;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that cannot be set up leaves no client behind. */
@Tag("broker")
class FailedStartTest {
    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(1);

    /** The consumer that looks into the backlog has a wait of its own; the one of the baselines takes the setting. */
    @Test
    void clientsOfAnApplicationThatFailsHalfWayAreClosed() throws Exception {
        DriftSettings settings = LiveApp.settings(
                topics.broker().bootstrapServers(),
                topics.names(),
                MonitorConfig.defaults(),
                folder,
                Map.of("fetch.max.wait.ms", "-1"));

        assertThatThrownBy(() -> MonitorStreams.create(settings)).isInstanceOf(ConfigException.class);

        assertThat(isOpen("backlog")).isFalse();
    }

    @Test
    void clientsOfAnApplicationWhoseViewFailsAreClosed() throws Exception {
        DriftSettings settings = LiveApp.settings(topics, MonitorConfig.defaults(), folder);

        assertThatThrownBy(() -> MonitorStreams.create(settings, directory -> {
                    throw new IllegalStateException("no view");
                }))
                .hasMessage("no view");

        assertThat(isOpen("backlog")).isFalse();
        assertThat(isOpen("baselines")).isFalse();
    }

    private boolean isOpen(String purpose) throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .isRegistered(new ObjectName(
                        "kafka.consumer:type=app-info,id=" + LiveApp.applicationId(topics.names()) + "-" + purpose));
    }
}
