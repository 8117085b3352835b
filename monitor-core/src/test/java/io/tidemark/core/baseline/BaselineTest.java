package io.tidemark.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.ClassCounts;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.summary.Moments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
    private static final List<String> AGES = List.of("20", "30.5", "", "40");
    private static final List<String> COLOURS = List.of("red", "blue", "red", "");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itsHashDoesNotDependOnTheOrderOfRowsOrMarkers(long seed) {
        List<String> ages = new ArrayList<>(AGES);
        List<String> colours = new ArrayList<>(COLOURS);
        Collections.shuffle(ages, new Random(seed));
        Collections.shuffle(colours, new Random(seed));
        Baseline shuffled = ABaseline.aBaseline()
                .fractional("age", ages)
                .text("colour", colours)
                .missingMarker("?")
                .missingMarker("NA")
                .missingMarker("?")
                .build();

        assertThat(shuffled.hash()).as("seed %d", seed).isEqualTo(marked().hash());
        assertThat(shuffled.missingMarkers()).containsExactly("?", "NA");
    }

    @Test
    void itsHashDependsOnAllThatWindowsAreJudgedBy() {
        List<ContentHash> hashes = List.of(
                marked().hash(),
                of("age", AGES, "colour", COLOURS).hash(),
                of("Age", AGES, "colour", COLOURS).hash(),
                of("age", List.of("20", "30.5", "40"), "colour", COLOURS).hash(),
                of("age", List.of("20", "30.5", "", "41"), "colour", COLOURS).hash(),
                of("age", AGES, "colour", List.of("red", "blue", "red", "red")).hash(),
                of("age", AGES, "colour", List.of("red", "green", "red", "")).hash(),
                ABaseline.aBaseline()
                        .text("colour", COLOURS)
                        .fractional("age", AGES)
                        .build()
                        .hash(),
                withDomain(new long[0], true).hash(),
                withDomain(new long[0], false).hash(),
                withDomain(new long[] {7}, true).hash());

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void theConstraintsAndTheLabelArePartOfItsHash() {
        FeatureBaseline age = marked().features().get(0);
        FeatureBaseline colour = marked().features().get(1);
        FeatureBaseline laxer = new FeatureBaseline(
                age.name(),
                age.type(),
                age.profile(),
                new Constraints(0.5, age.constraints().nonNegative(), 0));
        FeatureBaseline signed =
                new FeatureBaseline(age.name(), age.type(), age.profile(), new Constraints(0.75, false, 0));

        assertThat(List.of(
                        Baseline.of(List.of(age), null, List.of()).hash(),
                        Baseline.of(List.of(laxer), null, List.of()).hash(),
                        Baseline.of(List.of(signed), null, List.of()).hash(),
                        Baseline.of(List.of(age), colour, List.of()).hash()))
                .doesNotHaveDuplicates();
        assertThat(Baseline.of(List.of(age), colour, List.of()).label()).contains(colour);
        assertThat(marked().label()).isEmpty();
    }

    @Test
    void suggestsWhatTheCountsPromise() {
        Baseline baseline = marked();

        assertThat(baseline.rows()).isEqualTo(4);
        assertThat(baseline.features().get(0).constraints()).isEqualTo(new Constraints(0.75, true, 0));
        assertThat(baseline.features().get(1).constraints()).isEqualTo(new Constraints(0.75, false, 0));
        assertThat(of("age", List.of("-0.5", "1"), "c", List.of())
                        .features()
                        .get(0)
                        .constraints())
                .isEqualTo(new Constraints(1, false, 0));
        assertThat(of("age", List.of("-0.0", "1"), "c", List.of())
                        .features()
                        .get(0)
                        .constraints())
                .isEqualTo(new Constraints(1, true, 0));
        assertThat(of("age", AGES, "c", List.of()).features().get(1).constraints())
                .isEqualTo(new Constraints(1, false, 0));
    }

    @Test
    void windowsStartEmptyOnItsOwnGrid() {
        Baseline baseline = marked();
        NumericProfile age = (NumericProfile) baseline.emptyFeature(0);
        CategoricalProfile colour = (CategoricalProfile) baseline.emptyFeature(1);

        assertThat(age.rows()).isZero();
        assertThat(age.edges())
                .isEqualTo(((NumericProfile) baseline.features().get(0).profile()).edges());
        assertThat(colour.index().categories()).containsExactly("blue", "red");
        assertThat(baseline.blockCount()).isOne();
    }

    @Test
    void namesAreDistinct() {
        FeatureBaseline age = marked().features().get(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.of(List.of(age, age), null, List.of()))
                .withMessage("feature 'age' stands twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.of(List.of(age), age, List.of()))
                .withMessage("label 'age' is a feature too");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.of(List.of(), null, List.of()))
                .withMessage("a baseline needs at least one feature");
    }

    @Test
    void aFeatureHasANameAndAProfileOfItsKind() {
        CategoricalProfile texts = new CategoricalProfile(new CategoryIndex(List.of(), new long[0], true));
        NumericProfile numbers = new NumericProfile(ABaseline.grid(AGES));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureBaseline.suggest("", FeatureType.STRING, texts))
                .withMessage("a feature needs a name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureBaseline.suggest("x", FeatureType.INTEGRAL, texts))
                .withMessage("feature x of type Integral has a categorical profile");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureBaseline.suggest("x", FeatureType.UNKNOWN, numbers))
                .withMessage("feature x of type Unknown has a numeric profile");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void completenessIsAShare(double completeness) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Constraints(completeness, true, 0))
                .withMessage("completeness = " + completeness + " is not in [0, 1]");
    }

    @Test
    void aProfileMadeFromCountsIsTheOneMadeFromRows() {
        NumericProfile counted = (NumericProfile) marked().features().get(0).profile();
        ClassCounts classes = new ClassCounts();
        classes.add(ValueClass.INTEGRAL, 2);
        classes.add(ValueClass.FRACTIONAL, 1);
        NumericProfile made = NumericProfile.ofParts(
                counted.edges(),
                new NumericProfile.Parts(
                        CellCounts.of(counted.cellCounts()), Moments.of(20, 30.5, 40), classes, 1, 0, 0, 0, 0, 0));

        assertThat(hashOf(made)).isEqualTo(hashOf(counted));
    }

    @Test
    void cellsAndMomentsOfAProfileMadeFromCountsAgree() {
        NumericProfile.Parts uneven = new NumericProfile.Parts(
                new CellCounts(ABaseline.grid(AGES).cells()), Moments.of(1), new ClassCounts(), 0, 0, 0, 0, 0, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericProfile.ofParts(ABaseline.grid(AGES), uneven))
                .withMessage("cells hold 0 values, moments 1");
    }

    private static ContentHash hashOf(NumericProfile profile) {
        FeatureBaseline feature = FeatureBaseline.suggest("age", FeatureType.FRACTIONAL, profile);
        return Baseline.of(List.of(feature), null, List.of()).hash();
    }

    private static Baseline marked() {
        return ABaseline.aBaseline()
                .fractional("age", AGES)
                .text("colour", COLOURS)
                .missingMarker("NA")
                .missingMarker("?")
                .build();
    }

    private static Baseline of(String first, List<String> numbers, String second, List<String> texts) {
        return ABaseline.aBaseline()
                .fractional(first, numbers)
                .text(second, texts)
                .build();
    }

    private static Baseline withDomain(long[] domain, boolean isComplete) {
        return ABaseline.aBaseline()
                .categories("colour", new CategoryIndex(List.of("blue", "red"), domain, isComplete), COLOURS)
                .build();
    }
}
