package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.streams.runtime.MonitorStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault 21: without a topic for dead letters nothing starts, for a record that cannot be named must not be skipped. */
@Tag("broker")
class Fault21MissingTopicTest {
    @TempDir
    private Path folder;

    @Test
    void withoutTheTopicOfDeadLettersTheApplicationDoesNotStart() throws Exception {
        LiveTopics topics = new LiveTopics(1);
        String deadLetters = topics.names().deadLetters().name();
        try (Admin admin = SharedBroker.admin()) {
            admin.deleteTopics(List.of(deadLetters)).all().get();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !admin.listTopics().names().get().contains(deadLetters));
        }

        assertThatThrownBy(() -> MonitorStreams.create(LiveApp.settings(topics, MonitorConfig.defaults(), folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("topic " + deadLetters + " does not exist");
    }
}
