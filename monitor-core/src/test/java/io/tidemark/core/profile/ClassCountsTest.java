package io.tidemark.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueClass;
import org.junit.jupiter.api.Test;

class ClassCountsTest {
    private final ClassCounts counts = new ClassCounts();

    @Test
    void missingValuesAreNotPresent() {
        counts.increment(ValueClass.MISSING);
        counts.increment(ValueClass.STRING);

        assertThat(counts.get(ValueClass.MISSING)).isZero();
        assertThat(counts.total()).isOne();
    }

    @Test
    void wholeNumbersSuitAFractionalFeatureAndFractionsDoNotSuitAnIntegralOne() {
        fill();

        assertThat(counts.matching(FeatureType.INTEGRAL)).isEqualTo(1);
        assertThat(counts.matching(FeatureType.FRACTIONAL)).isEqualTo(11);
        assertThat(counts.matching(FeatureType.STRING)).isEqualTo(1_111);
        assertThat(counts.matching(FeatureType.UNKNOWN)).isEqualTo(1_111);
    }

    @Test
    void comeBackFromTheirBytesAndAdd() {
        fill();
        CanonicalOutput out = new CanonicalOutput();
        counts.writeTo(out);
        ClassCounts read = new ClassCounts();
        read.readFrom(new CanonicalInput(out.toByteArray()));
        read.addAll(counts);

        assertThat(read.get(ValueClass.BOOLEAN)).isEqualTo(200);
        assertThat(read.total()).isEqualTo(2_222);
        read.clear();
        assertThat(read.total()).isZero();
    }

    private void fill() {
        counts.add(ValueClass.INTEGRAL, 1);
        counts.add(ValueClass.FRACTIONAL, 10);
        counts.add(ValueClass.BOOLEAN, 100);
        counts.add(ValueClass.STRING, 1_000);
    }
}
