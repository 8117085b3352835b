package io.tidemark.streams.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.label.JoinEntry;
import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelJoin;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

class OpenPredictionsTest {
    private static final long SEED = 7;

    private final MockProcessorContext<Void, Void> context = context();
    private final KeyValueStore<Bytes, byte[]> entries = store(StoreNames.OPEN_PREDICTIONS);
    private final KeyValueStore<Bytes, byte[]> times = store(StoreNames.OPEN_PREDICTIONS_BY_TIME);
    private final OpenPredictions open = new OpenPredictions(entries, times);

    @Test
    void anIdThatIsNotKeptHasAnEmptyEntry() {
        assertThat(open.get("nobody").isEmpty()).isTrue();
    }

    @Test
    void anEntryComesBackAndGoesWhenNothingIsLeftOfIt() {
        JoinEntry entry = new JoinEntry();
        new LabelJoin(ModelSamples.CONFIG.windows(), LabelRules.defaults())
                .addLabel(entry, Label.of(1_000, 0, List.of("1")));
        open.put("é", entry);
        assertThat(open.get("é").labelCount()).isEqualTo(1);

        open.put("é", new JoinEntry());

        assertThat(open.get("é").isEmpty()).isTrue();
        assertThat(entries.approximateNumEntries()).isZero();
    }

    @Test
    void onlyTimesBeforeTheWatermarkAreDueAndOnlyOnce() {
        open.remind("a", 10);
        open.remind("b", 11);
        open.remind("c", 12);

        assertThat(open.takeDue(Watermark.NONE, 10)).isEmpty();
        assertThat(open.takeDue(10, 10)).isEmpty();
        assertThat(open.takeDue(12, 10)).containsExactly("a", "b");
        assertThat(open.takeDue(12, 10)).isEmpty();
        assertThat(open.takeDue(13, 10)).containsExactly("c");
    }

    @Test
    void aTimeThatHasPassedAlreadyIsDueAtOnce() {
        open.remind("a", 100);
        assertThat(open.takeDue(200, 10)).containsExactly("a");
        open.remind("b", 50);

        assertThat(open.takeDue(200, 10)).containsExactly("b");
    }

    @Test
    void aRestartBeginsAtTheFirstRowAgain() {
        open.remind("a", 10);
        open.takeDue(5, 10);

        assertThat(new OpenPredictions(entries, times).takeDue(11, 10)).containsExactly("a");
    }

    @Test
    void everyReminderComesUpOnceWhateverTheBatches() {
        Random random = new Random(SEED);
        Map<String, Long> wanted = new TreeMap<>();
        List<String> taken = new ArrayList<>();
        long watermark = 1;
        for (int i = 0; i < 500; i++) {
            String id = "id-" + i;
            long time = random.nextInt(10_000);
            wanted.put(id, time);
            open.remind(id, time);
            if (random.nextInt(10) == 0) {
                watermark += random.nextInt(300);
                for (String due : open.takeDue(watermark, 1 + random.nextInt(5))) {
                    assertThat(wanted.get(due)).as("seed %d", SEED).isLessThan(watermark);
                    taken.add(due);
                }
            }
        }
        List<String> rest = open.takeDue(20_000, 1_000);
        taken.addAll(rest);

        assertThat(rest).isSortedAccordingTo((a, b) -> Long.compare(timeOf(wanted, a), timeOf(wanted, b)));
        assertThat(taken)
                .as("seed %d", SEED)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(wanted.keySet());
        assertThat(times.approximateNumEntries()).isZero();
    }

    private static long timeOf(Map<String, Long> times, String id) {
        return times.getOrDefault(id, -1L);
    }

    private KeyValueStore<Bytes, byte[]> store(String name) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> builder =
                WriteBehindStores.plain(name, WriteBehindOptions.inMemory());
        assertThat(builder.logConfig()).containsEntry("segment.bytes", "67108864");
        KeyValueStore<Bytes, byte[]> store = builder.withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private static MockProcessorContext<Void, Void> context() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "test", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1"));
        return new MockProcessorContext<>(settings);
    }
}
