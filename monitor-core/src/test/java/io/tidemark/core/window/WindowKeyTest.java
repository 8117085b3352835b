package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowKeyTest {
    @Test
    void comesBackFromItsBytes() {
        WindowKey key = new WindowKey("crédit", "", -5);
        CanonicalOutput out = new CanonicalOutput();
        key.writeTo(out);

        assertThat(WindowKey.readFrom(new CanonicalInput(out.toByteArray()))).isEqualTo(key);
    }

    @Test
    void isOrderedByEndpointVariantAndStart() {
        WindowKey first = new WindowKey("a", "z", 9);
        WindowKey second = new WindowKey("b", "a", 2);
        WindowKey third = new WindowKey("b", "a", 10);
        WindowKey fourth = new WindowKey("b", "b", -1);

        assertThat(List.of(fourth, third, first, second).stream().sorted())
                .containsExactly(first, second, third, fourth);
    }

    @Test
    void keysOfOneEndpointSortByStartAsBytes() {
        assertThat(Arrays.compareUnsigned(bytes(1), bytes(256))).isNegative();
        assertThat(Arrays.compareUnsigned(bytes(1L << 40), bytes((1L << 40) - 1)))
                .isPositive();
    }

    private static byte[] bytes(long startMs) {
        CanonicalOutput out = new CanonicalOutput();
        new WindowKey("credit", "blue", startMs).writeTo(out);
        return out.toByteArray();
    }
}
