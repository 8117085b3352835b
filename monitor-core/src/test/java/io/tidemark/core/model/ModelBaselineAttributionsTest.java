package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attributions that come after the rows. */
final class ModelBaselineAttributionsTest {
    private static final AttributionFields FIELDS =
            new AttributionFields(List.of("age", "job"), List.of(FieldRef.named("phi")));
    private static final ModelSpec SPEC = ModelSpec.binary(
                    FieldRef.named("p"), FieldRef.named("s"), 0.5, List.of("0", "1"))
            .withFacets(List.of(Facet.ofValues("sex", List.of("f"))))
            .withSegments(new SegmentColumn("country", FieldRef.named("country"), List.of("DE", "FR")));

    @Test
    void everythingElseStaysAsItWas() {
        for (long seed = 0; seed < 20; seed++) {
            ModelBaseline before = baseline(seed);

            ModelBaseline after = before.withAttributions(FIELDS, AttributionReference.ofMeans(List.of(0.5, 0.25)));

            assertThat(after.spec()).as("seed " + seed).isEqualTo(SPEC.withAttributions(FIELDS));
            assertThat(after.constraints()).as("seed " + seed).isEqualTo(before.constraints());
            assertThat(after.biasBaseline()).as("seed " + seed).isEqualTo(before.biasBaseline());
            assertThat(after.reference().confusion())
                    .as("seed " + seed)
                    .isEqualTo(before.reference().confusion());
            assertThat(after.reference().facet(0).toArray())
                    .as("seed " + seed)
                    .isEqualTo(before.reference().facet(0).toArray());
            assertThat(after.reference(1).labelled())
                    .as("seed " + seed)
                    .isEqualTo(before.reference(1).labelled());
            assertThat(after.reference().attributions().rows()).isZero();
            assertThat(ModelBaseline.decode(after.encode()).hash())
                    .as("seed " + seed)
                    .isEqualTo(after.hash());
        }
    }

    @Test
    void otherAttributionsReplaceTheFormerOnes() {
        ModelBaseline once = baseline(1).withAttributions(FIELDS, AttributionReference.ofMeans(List.of(0.5, 0.25)));
        AttributionFields others = new AttributionFields(List.of("x"), List.of(FieldRef.named("phi")));

        ModelBaseline twice = once.withAttributions(others, AttributionReference.ofMeans(List.of(2.0)));

        assertThat(twice.hash())
                .isEqualTo(baseline(1)
                        .withAttributions(others, AttributionReference.ofMeans(List.of(2.0)))
                        .hash());
    }

    @Test
    void referenceOfOtherFeaturesIsRefused() {
        ModelBaseline before = baseline(2);
        AttributionReference one = AttributionReference.ofMeans(List.of(0.5));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> before.withAttributions(FIELDS, one))
                .withMessageContaining("attributed features");
    }

    private static ModelBaseline baseline(long seed) {
        Random random = new Random(seed);
        ModelBaselineBuilder builder = new ModelBaselineBuilder(SPEC, List.of());
        for (int pass = 0; pass < 2; pass++) {
            random.setSeed(seed);
            for (int row = 0; row < 100; row++) {
                Prediction prediction = new Prediction(
                        random.nextInt(2),
                        random.nextDouble(),
                        new double[0],
                        random.nextInt(3),
                        Prediction.NONE,
                        random.nextInt(3));
                LabelValue label = LabelValue.ofClass(random.nextInt(2));
                if (pass == 0) {
                    builder.survey(prediction);
                } else {
                    builder.add(prediction, label);
                }
            }
        }
        return builder.build();
    }
}
