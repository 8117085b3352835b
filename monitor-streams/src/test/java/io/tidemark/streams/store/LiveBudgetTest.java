package io.tidemark.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What leaves memory, when, and in which order. A long note with its key k1 occupies 1,004 bytes. */
class LiveBudgetTest {
    private static final String LONG_NOTE = "x".repeat(808);
    private static final long BYTES_OF_NOTE = 192 + 2 * 2 + 808;

    @Test
    void sizesAreThoseOfEntryKeyAndObject() {
        try (var open = OpenStore.inMemory()) {
            open.store.put("k1", new StringBuilder(LONG_NOTE));

            assertThat(open.store.liveBytes()).isEqualTo(BYTES_OF_NOTE);
        }
    }

    @Test
    void growthIsNoticedAtTheCommit() {
        try (var open = OpenStore.inMemory()) {
            open.append("k1", LONG_NOTE);
            assertThat(open.store.liveBytes()).isLessThan(BYTES_OF_NOTE);

            open.store.flushCache();

            assertThat(open.store.liveBytes()).isEqualTo(BYTES_OF_NOTE);
        }
    }

    @Test
    void cleanObjectsLeaveLeastRecentlyUsedFirst() {
        try (var open = OpenStore.inMemory(4 * BYTES_OF_NOTE)) {
            for (int i = 1; i <= 4; i++) {
                open.store.put("k" + i, new StringBuilder(LONG_NOTE));
            }
            open.store.flushCache();
            assertThat(open.counters.evictions()).isZero();

            open.store.get("k1");
            open.store.put("k5", new StringBuilder(LONG_NOTE));
            open.store.trim();

            assertThat(open.counters.evictions()).isEqualTo(2);
            assertThat(open.counters.earlyWrites()).isZero();
            open.store.get("k1");
            open.store.get("k4");
            open.store.get("k5");
            assertThat(open.counters.rowsRead()).as("still live").isZero();
            open.store.get("k2");
            open.store.get("k3");
            assertThat(open.counters.rowsRead()).as("had left").isEqualTo(2);
        }
    }

    @Test
    void dirtyObjectsAreWrittenEarlyWhenCleanOnesDoNotSuffice() {
        try (var open = OpenStore.inMemory(4 * BYTES_OF_NOTE)) {
            var expected = new TreeMap<String, String>();
            for (int i = 10; i < 30; i++) {
                open.store.put("" + i, new StringBuilder(LONG_NOTE + i));
                expected.put("" + i, LONG_NOTE + i);
                open.store.trim();
                assertThat(open.store.liveBytes()).isLessThanOrEqualTo(4 * BYTES_OF_NOTE);
            }
            assertThat(open.counters.earlyWrites()).isBetween(16L, 19L);

            open.store.flushCache();

            assertThat(open.counters.rowsWritten()).as("each row once").isEqualTo(20);
            assertThat(open.rows()).isEqualTo(expected);
        }
    }

    @Test
    void nothingLeavesBeforeTrimOrCommit() {
        try (var open = OpenStore.inMemory(1)) {
            StringBuilder first = open.store.getOrCreate("k1", k -> new StringBuilder(LONG_NOTE));
            open.store.getOrCreate("k2", k -> new StringBuilder(LONG_NOTE));
            first.append(" still held");

            assertThat(open.store.get("k1")).isSameAs(first);
            open.store.flushCache();

            assertThat(open.store.liveCount()).isZero();
            assertThat(open.rows()).isEqualTo(Map.of("k1", LONG_NOTE + " still held", "k2", LONG_NOTE));
        }
    }

    @Test
    void aTombstoneIsWrittenEarlyToo() {
        try (var open = OpenStore.inMemory(1)) {
            open.append("k1", "x");
            open.store.flushCache();
            open.store.remove("k1");
            open.store.trim();

            assertThat(open.counters.tombstonesWritten()).isEqualTo(1);
            assertThat(open.store.liveBytes()).isZero();
            assertThat(open.rows()).isEmpty();
        }
    }

    @Test
    void aHandleFromBeforeATrimIsAnAssertionError() {
        try (var open = OpenStore.inMemory()) {
            Live<StringBuilder> note = open.store.liveOrCreate("k1", k -> new StringBuilder());
            open.store.trim();

            assertThatThrownBy(note::value).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatThrownBy(() -> WriteBehindOptions.persistent().withLiveBytes(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("liveBytes = 0 is not at least 1");
    }
}
