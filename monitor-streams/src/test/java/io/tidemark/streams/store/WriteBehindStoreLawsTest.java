package io.tidemark.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store against a plain map, under random changes, commits, trims and losses of memory. */
class WriteBehindStoreLawsTest {
    private static final int STEPS = 4_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theStoreIsAMapWhoseCommitsSurvive(long seed) {
        var random = new Random(seed);
        long budget = random.nextBoolean() ? 2_000 : 1 << 20;
        boolean isPersistent = seed % 4 == 0;
        try (var open = isPersistent ? OpenStore.inDirectory(directory, budget) : OpenStore.inMemory(budget)) {
            var model = new TreeMap<String, String>();
            for (int step = 0; step < STEPS; step++) {
                next(open, model, random);
                assertThat(open.store.liveBytes())
                        .as("seed %d, step %d", seed, step)
                        .isNotNegative();
            }
            open.store.flushCache();
            assertThat(open.rows()).as("seed %d", seed).isEqualTo(model);
        }
    }

    /** One random step on store and model alike. */
    private static void next(OpenStore open, NavigableMap<String, String> model, Random random) {
        String key = "key-" + random.nextInt(40);
        int choice = random.nextInt(100);
        if (choice < 60) {
            change(open, model, key, random);
        } else if (choice < 75) {
            open.store.remove(key);
            model.remove(key);
        } else if (choice < 85) {
            open.store.trim();
        } else if (choice < 90) {
            assertThat(String.valueOf(open.store.get(key))).isEqualTo(String.valueOf(model.get(key)));
            assertThat(open.keys()).containsExactlyElementsOf(model.keySet());
        } else if (choice < 97) {
            open.store.flushCache();
        } else {
            loseMemory(open, model);
        }
    }

    private static void change(OpenStore open, NavigableMap<String, String> model, String key, Random random) {
        String text = Integer.toString(random.nextInt(1000));
        switch (random.nextInt(3)) {
            case 0 -> {
                open.store.put(key, new StringBuilder(text));
                model.put(key, text);
            }
            case 1 -> {
                open.append(key, text);
                model.merge(key, text, String::concat);
            }
            default -> {
                StringBuilder note = open.store.get(key);
                if (note != null) {
                    note.append(text);
                    open.store.markDirty(key);
                    model.merge(key, text, String::concat);
                }
            }
        }
    }

    /** A commit, then changes that are lost with the memory: what is left is the commit. */
    private static void loseMemory(OpenStore open, NavigableMap<String, String> model) {
        open.store.flushCache();
        open.append("key-0", "lost");
        open.store.put("key-1", new StringBuilder("lost"));
        open.store.remove("key-2");
        open.store.clearCache();
        assertThat(open.rows()).isEqualTo(model);
    }
}
