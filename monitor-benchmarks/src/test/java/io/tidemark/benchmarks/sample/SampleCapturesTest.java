package io.tidemark.benchmarks.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.profile.RowCounter;
import io.tidemark.core.profile.WindowProfile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleCapturesTest {
    @Test
    void recordsHaveAbout530Bytes() {
        byte[][] records = new SampleCaptures(0, 1).records(1_000);
        assertThat(Arrays.stream(records).mapToInt(r -> r.length).average().orElseThrow())
                .isBetween(525.0, 535.0);
    }

    @Test
    void equalArgumentsGiveEqualBytes() {
        assertThat(new SampleCaptures(0.5, 3).record(77, 1_000))
                .isEqualTo(new SampleCaptures(0.5, 3).record(77, 1_000));
    }

    @Test
    void parsedRecordHasTwentyFeaturesAndItsOwnId() {
        CapturedRecord record = new SampleCaptures(0, 1).parsed(3)[2];
        assertThat(record.joinId()).isEqualTo(SampleCaptures.id(2)).hasSize(36);
        assertThat(record.input().fields()).isEqualTo(SampleCaptures.FEATURES);
        assertThat(record.output().fields()).isEqualTo(1);
        assertThat(record.eventTimeMs()).isEqualTo(1_700_000_002_000L);
    }

    @Test
    void numericGridHasAboutTheWantedCells() {
        Baseline baseline = SampleTable.numericBaseline(4);
        assertThat(((NumericProfile) baseline.emptyFeature(0)).edges().cells()).isBetween(1_000, 1_030);
        assertThat(((NumericProfile) baseline.emptyFeature(2)).edges().cells()).isBetween(100, 1_030);
        assertThat(baseline.rows()).isEqualTo(20_000);
    }

    @Test
    void categoricalCapturesHoldKnownCategoriesOnly() {
        Baseline baseline = SampleTable.categoricalBaseline(SampleCaptures.FEATURES);
        RowCounter counter = baseline.newRowCounter();
        WindowProfile window = WindowProfile.empty(baseline);
        for (CapturedRecord record : SampleCaptures.categorical().parsed(300)) {
            counter.addRecord(record.input(), window);
        }
        for (int feature = 0; feature < baseline.featureCount(); feature++) {
            CategoricalProfile profile = (CategoricalProfile) window.feature(feature);
            assertThat(profile.valid()).isEqualTo(300);
            assertThat(profile.unseen()).isZero();
        }
    }
}
