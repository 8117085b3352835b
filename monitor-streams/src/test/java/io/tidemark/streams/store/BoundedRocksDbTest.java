package io.tidemark.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedRocksDbTest {
    @Test
    void thePoolOutlivesTheStoresThatUseIt(@TempDir Path directory) {
        try (var other = OpenStore.inDirectory(directory.resolve("other"), 1000)) {
            for (int round = 0; round < 3; round++) {
                try (var open = OpenStore.inDirectory(directory.resolve("one"), 1000)) {
                    open.append("a", "x");
                    open.store.flushCache();
                }
            }
            other.append("a", "still open");
            other.store.flushCache();

            assertThat(other.rows()).isEqualTo(Map.of("a", "still open"));
        }
    }

    @Test
    void memoryIsReadAsNumberOrDigitsAndHasADefault() {
        assertThat(BoundedRocksDb.memoryBytes(Map.of())).isEqualTo(128L << 20);
        assertThat(BoundedRocksDb.memoryBytes(Map.of(BoundedRocksDb.MEMORY_BYTES, 5_000_000_000L)))
                .isEqualTo(5_000_000_000L);
        assertThat(BoundedRocksDb.memoryBytes(Map.of(BoundedRocksDb.MEMORY_BYTES, "1048576")))
                .isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1048575", "-1", "64MiB", ""})
    void memoryThatIsTooLittleOrNoNumberIsRefused(String value) {
        assertThatThrownBy(() -> BoundedRocksDb.memoryBytes(Map.of(BoundedRocksDb.MEMORY_BYTES, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tidemark.rocksdb.memory.bytes = " + value + " is not a number of at least 1048576");
    }
}
