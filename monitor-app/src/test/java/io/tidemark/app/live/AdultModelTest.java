package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bundled census stream with labels that came hours to days late, some twice, some contradicting, some never: the same
 * verdicts on quality, bias and segments, live beside drift and audited.
 */
@Tag("broker")
class AdultModelTest {
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static AdultModel adult;

    @TempDir
    private Path folder;

    @BeforeAll
    static void audit(@TempDir Path made) throws Exception {
        adult = AdultModel.audited(made);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void liveVerdictsOnTheModelAreTheAudits(int partitions) throws Exception {
        LiveTopics topics = new LiveTopics(partitions);
        LabelBooks books = new LabelBooks(topics);
        adult.activate(topics);
        DriftSettings drift = LiveApp.settings(topics, AdultModel.CONFIG, folder);
        LabelsSettings labels = LabelsSettings.beside(drift, drift.applicationId() + "-labels", AdultModel.MODELS);
        try (MonitorStreams driftApp = LiveApp.start(drift);
                LabelStreams labelsApp = LabelStreams.create(labels)) {
            labelsApp.start();
            AdultModel.replay(topics);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(books.finals()).isEqualTo(adult.verdicts()));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(48));
            assertThat(driftApp.state().isRunningOrRebalancing()).isTrue();
            assertThat(labelsApp.state().isRunningOrRebalancing()).isTrue();
        }
    }
}
