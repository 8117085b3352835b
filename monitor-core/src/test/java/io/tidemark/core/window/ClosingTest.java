package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final WindowSpec WINDOWS = new WindowSpec(3_600_000, 0);

    private final Closing closing = new Closing(WINDOWS);

    @Test
    void nothingIsClosedAtFirst() {
        assertThat(closing.closedThroughMs()).isEqualTo(Watermark.NONE);
    }

    @Test
    void theEndMovesForwardOnly() {
        assertThat(closing.advanceTo(20_000)).isTrue();
        assertThat(closing.advanceTo(20_000)).isFalse();
        assertThat(closing.advanceTo(10_000)).isFalse();

        assertThat(closing.closedThroughMs()).isEqualTo(20_000);
    }

    @Test
    void theLastWindowIsKeptForEachVariant() {
        assertThat(closing.replaceLast("a", 0)).isEmpty();
        assertThat(closing.replaceLast("b", 10_000)).isEmpty();
        assertThat(closing.replaceLast("a", 20_000)).hasValue(0);
        assertThat(closing.replaceLast("b", 30_000)).hasValue(10_000);
    }

    @Test
    void beyondAThousandVariantsTheOneThatWasSilentLongestIsForgotten() {
        for (int variant = 0; variant < 1_001; variant++) {
            closing.replaceLast("v" + variant, variant == 500 ? -1 : variant);
        }

        assertThat(closing.replaceLast("v0", 2_000)).hasValue(0);
        assertThat(closing.replaceLast("v500", 2_000)).isEmpty();
    }

    @Test
    void comesBackFromItsBytes() {
        closing.advanceTo(20_000);
        closing.replaceLast("b", 10_000);
        closing.replaceLast("a", -5);

        Closing read = Closing.decode(closing.encode());

        assertThat(read.closedThroughMs()).isEqualTo(20_000);
        assertThat(read.replaceLast("a", 0)).hasValue(-5);
        assertThat(read.replaceLast("b", 0)).hasValue(10_000);
        assertThat(read.replaceLast("c", 0)).isEmpty();
        assertThat(Closing.decode(new Closing(WINDOWS).encode()).closedThroughMs())
                .isEqualTo(Watermark.NONE);
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = closing.encode();
        bytes[0] = 99;

        assertThatIllegalArgumentException().isThrownBy(() -> Closing.decode(bytes));
    }

    @Test
    void windowsOfAnotherSizeOrOffsetAreRefused() {
        Closing stored = Closing.decode(closing.encode());
        stored.requireWindows("fraud", new WindowSpec(3_600_000, 0));

        assertThatIllegalStateException()
                .isThrownBy(() -> stored.requireWindows("fraud", new WindowSpec(3_600_000, 1)))
                .withMessageContaining("give --application-id a new name");
        assertThatIllegalStateException().isThrownBy(() -> stored.requireWindows("fraud", new WindowSpec(60_000, 0)));
    }
}
