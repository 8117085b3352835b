package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.WindowKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelTableTest {
    private static final ModelBaseline MODEL = TestModel.baseline();

    @Test
    void packedWindowsHoldWhatOpenOnesHold() throws Exception {
        long seed = 20_261_121;
        assertThat(filled(new ModelTable(MODEL, 1), seed))
                .as("seed %d", seed)
                .isEqualTo(filled(new ModelTable(MODEL), seed));
    }

    @Test
    void rowsOfAllStandBeforeThoseOfSegments() throws Exception {
        ModelTable table = new ModelTable(MODEL);
        for (int segment : new int[] {1, -1, 0}) {
            table.takeOver(Map.of(new ModelTable.Key(new WindowKey("e", "v", 0), segment), MODEL.emptyProfile()));
        }
        List<Integer> segments = new ArrayList<>();
        table.drain((key, profile) -> segments.add(key.segment()));
        assertThat(segments).containsExactly(-1, 0, 1);
    }

    @Test
    void fewWindowsAreOpenHoweverLittleMayBeHeld() {
        assertThat(new ModelTable(MODEL, 1).mostOpen()).isEqualTo(4);
        assertThat(new ModelTable(MODEL).mostOpen()).isGreaterThan(100);
    }

    private static List<String> filled(ModelTable table, long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            ModelProfile part = MODEL.emptyProfile();
            Prediction prediction = Prediction.ofBinary(random.nextBoolean(), random.nextInt(100) / 100.0);
            part.addPrediction(prediction, 1);
            part.addPair(prediction, LabelValue.ofClass(random.nextInt(2)), 1);
            WindowKey window = new WindowKey("e", "v", 3_600_000L * random.nextInt(12));
            table.takeOver(Map.of(new ModelTable.Key(window, -1), part));
        }
        List<String> drained = new ArrayList<>();
        table.drain((key, profile) -> drained.add(key + HexFormat.of().formatHex(profile.encode())));
        assertThat(drained).hasSize(12);
        return drained;
    }
}
