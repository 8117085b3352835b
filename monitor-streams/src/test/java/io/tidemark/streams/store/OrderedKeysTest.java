package io.tidemark.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedKeysTest {
    private final OpenStore open = OpenStore.inMemory();

    /** Stored: b d f h, of which d is also live and changed, f removed. Only live: a e z. */
    @BeforeEach
    void fill() {
        for (String key : new String[] {"h", "b", "f", "d"}) {
            open.append(key, "stored");
        }
        open.store.flushCache();
        open.store.clearCache();
        open.append("d", "+live");
        open.append("z", "live");
        open.append("a", "live");
        open.append("e", "live");
        open.store.remove("f");
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void liveAndStoredKeysAreOneOrderedSequence() {
        assertThat(open.keys()).containsExactly("a", "b", "d", "e", "h", "z");
    }

    @Test
    void valuesAreLiveBeforeStored() {
        var rows = new LinkedHashMap<String, String>();
        open.store.forEach((key, note) -> rows.put(key, note.toString()));

        assertThat(rows.toString()).isEqualTo("{a=live, b=stored, d=stored+live, e=live, h=stored, z=live}");
    }

    @Test
    void aWalkMakesNothingLive() {
        int before = open.store.liveCount();
        open.store.forEach((key, note) -> {});
        open.keys();

        assertThat(open.store.liveCount()).isEqualTo(before);
    }

    @Test
    void aRangeIncludesBothEnds() {
        var keys = new ArrayList<String>();
        open.store.forEachKey("b", "e", keys::add);
        open.store.forEachKey("e", "b", keys::add);

        assertThat(keys).containsExactly("b", "d", "e");
    }

    @Test
    void keysCompareAsUnsignedBytes() {
        open.append("é", "two bytes, the first above 127");

        assertThat(open.keys()).endsWith("z", "é");
    }

    @Test
    void aCallbackMayRemoveAnyKeyAndDoesNotSeeItAgain() {
        var seen = new ArrayList<String>();
        open.store.forEachKey(key -> {
            seen.add(key);
            if (key.equals("a")) {
                open.store.remove("a");
                open.store.remove("b"); // stored only
                open.store.remove("e"); // live only
            }
        });

        assertThat(seen).containsExactly("a", "d", "h", "z");
        assertThat(open.keys()).containsExactly("d", "h", "z");
    }

    @Test
    void aCallbackMayRemoveEverything() {
        open.store.forEachKey(open.store::remove);
        open.store.flushCache();

        assertThat(open.rows()).isEmpty();
    }

    @Test
    void aCallbackMayChangeAndCreate() {
        open.store.forEachKey(key -> open.append(key, "+seen"));
        open.store.forEachKey(key -> {
            if (key.equals("b")) {
                open.append("new", "in a walk");
            }
        });
        open.store.flushCache();

        assertThat(open.rows())
                .containsEntry("b", "stored+seen")
                .containsEntry("d", "stored+live+seen")
                .containsEntry("new", "in a walk");
    }

    @Test
    void aWalkLeavesTheOrderOfUseAlone() {
        try (var small = OpenStore.inMemory(500)) {
            small.append("old", "");
            small.append("a-young", "");
            small.store.flushCache();
            small.keys();
            small.append("more", "x".repeat(30));
            small.store.trim();
            small.store.get("a-young");

            assertThat(small.counters.rowsRead())
                    .as("the least recently used one left")
                    .isZero();
        }
    }

    @Test
    void anEmptyStoreHasNoKeys() {
        try (var empty = OpenStore.inMemory()) {
            assertThat(empty.keys()).isEmpty();
        }
    }
}
