package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.avro.OffsetRange;
import org.junit.jupiter.api.Test;

class UncountedOffsetsTest {
    private static final WindowKey WINDOW = new WindowKey("fraud", "blue", 0);

    private final UncountedOffsets offsets = new UncountedOffsets();

    @Test
    void nothingIsNamedAtFirst() {
        offsets.addAccounted(0, 99);

        assertThat(offsets.lastNamed()).isEqualTo(-1);
        assertThat(offsets.last()).isEqualTo(-1);
        assertThat(offsets.isNamed(0)).isFalse();
    }

    @Test
    void everyKindOfOffsetIsNamedAndWithinTheRange() {
        offsets.addLate(new OffsetRange(20L, 22L), WINDOW);
        offsets.addConflict(7);
        offsets.addRefused(30);

        assertThat(offsets.first()).isEqualTo(7);
        assertThat(offsets.lastNamed()).isEqualTo(30);
        assertThat(offsets.isNamed(7)).isTrue();
        assertThat(offsets.isNamed(20)).isTrue();
        assertThat(offsets.isNamed(22)).isTrue();
        assertThat(offsets.isNamed(30)).isTrue();
        assertThat(offsets.isNamed(19)).isFalse();
        assertThat(offsets.isNamed(23)).isFalse();
        assertThat(offsets.lateFor(21)).isEqualTo(WINDOW);
    }

    @Test
    void aRefusedRecordMayHaveBeenSentAgainUpToTheEndOfTheAccount() {
        offsets.addRefused(5);
        offsets.addAccounted(0, 90);

        assertThat(offsets.lastNamed()).isEqualTo(5);
        assertThat(offsets.last()).isEqualTo(90);
    }
}
