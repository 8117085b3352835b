package io.tidemark.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBehindStoreTest {
    private final OpenStore open = OpenStore.inMemory();
    private final WriteBehindStore<String, StringBuilder> store = open.store;

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void changesOfOneCommitAreOneRow() {
        open.append("a", "x");
        open.append("a", "y");
        assertThat(open.counters.rowsWritten()).isZero();

        store.flushCache();
        store.flushCache();

        assertThat(open.counters.rowsWritten()).isEqualTo(1);
        assertThat(open.counters.bytesWritten()).isEqualTo("a".length() + 1 + "xy".length());
        assertThat(open.rows()).isEqualTo(Map.of("a", "xy"));
    }

    @Test
    void aChangeThatWasNotMarkedIsNotWritten() {
        open.append("a", "x");
        store.flushCache();

        Objects.requireNonNull(store.get("a")).append("unmarked");
        store.flushCache();

        assertThat(open.rows()).isEqualTo(Map.of("a", "x"));
    }

    @Test
    void aMarkedChangeIsWrittenInTheStateOfTheCommit() {
        open.append("a", "x");
        store.flushCache();

        Live<StringBuilder> note = Objects.requireNonNull(store.live("a"));
        note.markDirty();
        note.value().append("y");
        store.flushCache();

        assertThat(open.rows()).isEqualTo(Map.of("a", "xy"));
    }

    @Test
    void markingByKeyIsMarkingByHandle() {
        open.append("a", "x");
        store.flushCache();

        Objects.requireNonNull(store.get("a")).append("y");
        store.markDirty("a");
        store.flushCache();

        assertThat(open.rows()).isEqualTo(Map.of("a", "xy"));
    }

    @Test
    void markingAKeyWithoutLiveObjectIsRefused() {
        open.append("stored", "x");
        open.append("removed", "x");
        store.flushCache();
        store.clearCache();
        store.remove("removed");

        assertThatThrownBy(() -> store.markDirty("stored"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("store notes: key stored has no live object; get it first");
        assertThatThrownBy(() -> store.markDirty("removed")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.markDirty("unknown")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUnknownKeyIsNull() {
        assertThat(store.get("unknown")).isNull();
        assertThat(store.live("unknown")).isNull();
        assertThat(store.liveCount()).isZero();
    }

    @Test
    void anObjectStaysTheSameAcrossCommitsWhileInMemory() {
        StringBuilder note = store.getOrCreate("a", k -> new StringBuilder("made for " + k));
        store.flushCache();

        assertThat(store.get("a")).isSameAs(note).hasToString("made for a");
        assertThat(store.getOrCreate("a", k -> new StringBuilder("other"))).isSameAs(note);
        assertThat(open.counters.rowsRead()).isZero();
    }

    @Test
    void putReplacesTheObject() {
        open.append("a", "x");
        store.put("a", new StringBuilder("replaced"));
        store.put("b", new StringBuilder("new"));
        store.flushCache();

        assertThat(open.counters.rowsWritten()).isEqualTo(2);
        assertThat(open.rows()).isEqualTo(Map.of("a", "replaced", "b", "new"));
    }

    @Test
    void anObjectThatComesAndGoesBetweenTwoCommitsWritesNothing() {
        for (int i = 0; i < 5_000; i++) {
            open.append("created-" + i, "x");
            store.remove("created-" + i);
            store.put("put-" + i, new StringBuilder());
            store.remove("put-" + i);
        }
        store.remove("never seen");
        store.flushCache();

        assertThat(open.counters.rowsWritten()).isZero();
        assertThat(store.liveCount()).isZero();
        assertThat(store.liveBytes()).isZero();
    }

    @Test
    void removalOfAStoredObjectIsOneTombstone() {
        open.append("live", "x");
        open.append("not live", "x");
        open.append("put over", "x");
        store.flushCache();
        store.clearCache();
        open.append("live", "y");
        store.put("put over", new StringBuilder("never looked up"));

        store.remove("live");
        store.remove("not live");
        store.remove("not live");
        store.remove("put over");
        assertThat(store.get("live")).isNull();
        assertThat(store.get("not live")).isNull();
        assertThat(open.keys()).isEmpty();
        store.flushCache();
        store.flushCache();

        assertThat(open.counters.tombstonesWritten()).isEqualTo(3);
        assertThat(open.rows()).isEmpty();
        assertThat(store.liveCount()).isZero();
    }

    @Test
    void removalOfAnObjectOfTheLastCommitIsATombstoneToo() {
        open.append("a", "x");
        store.flushCache();
        store.remove("a");
        store.flushCache();

        assertThat(open.counters.tombstonesWritten()).isEqualTo(1);
        assertThat(open.rows()).isEmpty();
    }

    @Test
    void anObjectRemovedAndMadeAgainIsWrittenOnceWithoutItsPast() {
        open.append("a", "old");
        store.flushCache();
        store.remove("a");
        open.append("a", "new");
        store.flushCache();

        assertThat(open.counters.tombstonesWritten()).isZero();
        assertThat(open.counters.rowsWritten()).isEqualTo(2);
        assertThat(open.rows()).isEqualTo(Map.of("a", "new"));
    }

    @Test
    void aHandleFromBeforeACommitIsAnAssertionError() {
        Live<StringBuilder> note = store.liveOrCreate("a", k -> new StringBuilder());
        store.flushCache();

        assertThatThrownBy(note::value).isInstanceOf(AssertionError.class).hasMessageContaining("key a");
        assertThatThrownBy(note::markDirty).isInstanceOf(AssertionError.class);
    }

    @Test
    void aHandleOfARemovedObjectIsRefused() {
        Live<StringBuilder> note = store.liveOrCreate("a", k -> new StringBuilder());
        store.remove("a");

        assertThatThrownBy(note::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("look the key up");
        assertThatThrownBy(note::markDirty).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clearInitAndCloseDropWhatIsNotWritten() {
        open.append("a", "written");
        store.flushCache();
        open.append("a", " and lost");
        store.clearCache();
        assertThat(store.get("a")).hasToString("written");

        open.append("a", " and lost again");
        open.init();
        assertThat(store.liveCount()).isZero();

        open.append("b", "lost with the store");
        store.close();
        assertThat(store.liveCount()).isZero();
        assertThat(store.isOpen()).isFalse();
    }

    @Test
    void initRegistersTheRootItWasGiven() {
        var root = OpenStore.inMemory().store;
        store.init(open.context.getStateStoreContext(), root);

        assertThat((Object) open.context.getStateStore(OpenStore.NAME)).isSameAs(root);
    }

    @Test
    void aRowThatCannotBeReadIsNamed() {
        open.append("a", "x");
        store.flushCache();
        store.clearCache();
        var codec = new NoteCodec();

        assertThatThrownBy(() -> OrderedKeys.decode("notes", codec, "a", new byte[] {2, 0}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("store notes: row of key a (2 bytes, version byte 2) cannot be decoded;"
                        + " was it written by a newer release?")
                .hasRootCauseMessage("note of version 2");
    }

    @Test
    void theWrappedStoreKeepsOffsetsAndAnswersForBothMedia(@TempDir Path directory) {
        var partition = new TopicPartition("changelog", 0);
        try (var persistent = OpenStore.inDirectory(directory, 1000)) {
            persistent.store.commit(Map.of(partition, 41L));
            assertThat(persistent.store.committedOffset(partition)).isEqualTo(41);
            assertThat(persistent.store.persistent()).isTrue();
            assertThat(managesOffsets(persistent))
                    .as("else clean restarts restore everything")
                    .isTrue();
            assertThat(persistent.store.isOpen()).isTrue();
            assertThat(persistent.store.getPosition()).isNotNull();
        }
        assertThat(store.persistent()).isFalse();
        assertThat(store.isOpen()).isTrue();
        assertThat(store.setFlushListener(change -> {}, true)).isFalse();
    }

    @SuppressWarnings("deprecation") // as in the store: the answer decides whether offsets survive a restart
    private static boolean managesOffsets(OpenStore persistent) {
        return persistent.store.managesOffsets();
    }

    @Test
    void rowsSurviveCloseAndInit(@TempDir Path directory) {
        try (var first = OpenStore.inDirectory(directory, 1000)) {
            first.append("a", "kept");
            first.store.flushCache();
            first.append("a", " not flushed");
        }
        try (var second = OpenStore.inDirectory(directory, 1000)) {
            assertThat(second.store.get("a")).hasToString("kept");
            assertThat(second.counters.rowsRead()).isEqualTo(1);
        }
    }
}
