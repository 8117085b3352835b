package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassIndexTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "1, 1",
                "1.0, 1",
                "1.00e0, 1",
                "-0.0, 0",
                "0.10, 0.1",
                "1e-7, 1.0E-7",
                "' a ', a",
                "'\"a b\"', a b",
                "'\"1.0\"', 1",
                "NaN, NaN",
                "1e999, 1e999",
                "true, true",
                "9007199254740991, 9007199254740991",
                "9007199254740993, 9007199254740993",
                "9007199254740993.0, 9007199254740993.0",
                "'', ''",
                "'\"', '\"'"
            })
    void everyValueHasOneSpelling(String text, String normalised) {
        assertThat(ClassIndex.normalised(text)).isEqualTo(normalised);
    }

    @Test
    void normalisingTwiceChangesNothing() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            String text = random.nextBoolean()
                    ? Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20))
                    : Integer.toString(random.nextInt(), 36);
            String once = ClassIndex.normalised(text);
            assertThat(ClassIndex.normalised(once)).as("seed %d", seed).isEqualTo(once);
        }
    }

    @Test
    void neighboursAmongLargeIntegersStayApart() {
        ClassIndex index = new ClassIndex(List.of("9007199254740992", "9007199254740993"));
        assertThat(index.find("9007199254740993")).isEqualTo(1);
        assertThat(index.find("9007199254740992")).isZero();
    }

    @Test
    void classesAreNumberedAsGiven() {
        ClassIndex index = new ClassIndex(List.of("no", "2.50", "10"));
        assertThat(index.find("no")).isZero();
        assertThat(index.find("2.5")).isEqualTo(1);
        assertThat(index.find("10.0")).isEqualTo(2);
        assertThat(index.find("No")).isEqualTo(ClassIndex.NONE);
        assertThat(index.find("")).isEqualTo(ClassIndex.NONE);
        assertThat(index.classes()).containsExactly("no", "2.50", "10");
    }

    @Test
    void oneClassInTwoSpellingsIsRefused() {
        assertThatThrownBy(() -> new ClassIndex(List.of("1", "x", "1.0"))).hasMessage("'1' and '1.0' are one class");
    }
}
