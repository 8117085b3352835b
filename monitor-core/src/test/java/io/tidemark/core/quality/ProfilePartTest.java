package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.ModelTable;
import io.tidemark.core.quality.AModel.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parts of a profile, which violations carry. */
class ProfilePartTest {
    private static final Set<ModelTable> ALL = EnumSet.allOf(ModelTable.class);

    @Test
    void allTablesAreTheWholeButForFacets() {
        same(AModel.binary(), AModel.binaryRows(300, 1, 1));
        same(AModel.multiclass(), AModel.multiclassRows(300, 2));
        same(AModel.regression(), AModel.regressionRows(300, 3, 5));
        same(AModel.attributed(), AModel.attributedRows(300, 4, 3, 1, 0.2));
    }

    private static void same(ModelSpec spec, List<Row> rows) {
        ModelBaseline layout = AModel.baseline(spec, rows);
        ModelProfile whole = AModel.profile(layout, rows);

        assertThat(whole.only(ALL, layout).encode()).isEqualTo(whole.encode());
    }

    @Test
    void countsOfRowsAreInEveryPart() {
        ModelBaseline layout = AModel.baseline(AModel.binary(), AModel.binaryRows(300, 5, 1));
        ModelProfile part = AModel.profile(layout, AModel.binaryRows(300, 6, 1)).only(Set.of(), layout);

        assertThat(part.eligible()).isEqualTo(300);
        assertThat(part.labelled()).isEqualTo(300);
        assertThat(part.confusion().total()).isZero();
        assertThat(part.scores().counts().predictions()).isZero();
    }

    @Test
    void aPartHoldsWhatIsNamedAndNothingElse() {
        List<Row> rows = AModel.binaryRows(300, 7, 1);
        ModelBaseline layout = AModel.baseline(AModel.binary(), rows);
        ModelProfile whole = AModel.profile(layout, rows);

        for (ModelTable table : ALL) {
            ModelProfile part = whole.only(Set.of(table), layout);
            boolean hasConfusion = table == ModelTable.CONFUSION;
            assertThat(part.confusion())
                    .isEqualTo(
                            hasConfusion
                                    ? whole.confusion()
                                    : layout.emptyProfile().confusion());
            assertThat(part.scores().counts().labelled()).isEqualTo(table == ModelTable.SCORES ? 300 : 0);
            assertThat(part.losses().storedBrier().count()).isEqualTo(table == ModelTable.LOSSES ? 300 : 0);
            assertThat(part.strata().labelled().total()).isEqualTo(table == ModelTable.STRATA ? 300 : 0);
            assertThat(part.calibration().curve().isEmpty()).isEqualTo(table != ModelTable.CALIBRATION);
        }
    }

    @Test
    void oneFacetOfSeveralIsTakenAlone() {
        ModelSpec spec =
                AModel.binary().withFacets(List.of(Facet.ofValues("sex", List.of("Female")), Facet.above("age", 40)));
        List<Row> rows = AModel.facetRows(100, 0.3, 200, 0.4, 8);
        ModelBaseline layout = AModel.baseline(spec, rows);
        ModelProfile whole = AModel.profile(layout, rows);

        ModelProfile part = whole.onlyFacet(0, layout);

        assertThat(part.facet(0).toArray()).isEqualTo(whole.facet(0).toArray());
        assertThat(part.facet(1).toArray()).containsOnly(0);
        assertThat(part.eligible()).isEqualTo(300);
        assertThat(ModelProfile.decode(part.encode(), layout).facet(0).toArray())
                .isEqualTo(whole.facet(0).toArray());
    }

    @Test
    void takingAPartChangesNothing() {
        List<Row> rows = AModel.multiclassRows(200, 9);
        ModelBaseline layout = AModel.baseline(AModel.multiclass(), rows);
        ModelProfile whole = AModel.profile(layout, rows);
        byte[] before = whole.encode();

        ModelProfile part = whole.only(ALL, layout);
        part.addPrediction(rows.get(0).prediction(), 1);

        assertThat(whole.encode()).isEqualTo(before);
    }
}
