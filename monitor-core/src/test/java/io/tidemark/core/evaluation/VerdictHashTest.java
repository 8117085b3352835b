package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.FieldTables;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.AWindow;
import io.tidemark.core.testing.RandomRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictHashTest {
    private static final Baseline BASELINE = RandomRows.baseline(9, 2_000);
    private static final Evaluator EVALUATOR = MonitorConfig.defaults().newEvaluator();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neitherTheOrderNorThePartitionOfRecordsMatters(long seed) {
        List<List<String>> rows = new ArrayList<>(new RandomRows(seed).rows(400, 0.1));
        Evaluation expected = judge(AWindow.of(BASELINE, rows));
        Collections.shuffle(rows, new Random(seed));
        WindowProfile merged = AWindow.of(BASELINE, rows.subList(0, 130));
        merged.merge(AWindow.of(BASELINE, rows.subList(130, 400)));

        assertThat(judge(merged)).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void everyKindOfRowChangesIt() {
        List<ContentHash> hashes = new ArrayList<>();
        hashes.add(judge(window()).report().verdictHash());
        for (String number : List.of("50.5", "51.5", "-1", "-1e9", "1e9", "", "NaN", "inf", "-inf", "x", "true", "7")) {
            hashes.add(withRow(List.of(number, "3", "red", "city-1")));
        }
        for (String city : List.of("city-2", "city-299", "nowhere", "elsewhere", "", "1.5")) {
            hashes.add(withRow(List.of("50.5", "3", "red", city)));
        }
        hashes.add(withRow(List.of("50.5", "3", "red")));
        hashes.add(withRow(List.of("50.5", "3", "red", "city-1", "more")));

        assertThat(hashes).doesNotHaveDuplicates().hasSize(21);
    }

    @Test
    void theNumberOfRecordsAndTheConfigurationChangeIt() {
        WindowProfile more = window();
        more.counts().addRecord();

        assertThat(judge(more).report().verdictHash())
                .isNotEqualTo(judge(window()).report().verdictHash());
        assertThat(Windows.config()
                        .newEvaluator()
                        .evaluate(AWindow.KEY, window(), BASELINE)
                        .report()
                        .verdictHash())
                .isNotEqualTo(judge(window()).report().verdictHash());
    }

    @Test
    void aRunIsItsVerdictsInAnyOrder() {
        ContentHash a = ContentHash.of(new byte[] {1});
        ContentHash b = ContentHash.of(new byte[] {2});

        assertThat(VerdictHash.ofRun(List.of(a, b))).isEqualTo(VerdictHash.ofRun(List.of(b, a)));
        assertThat(VerdictHash.ofRun(List.of(a, a))).isNotEqualTo(VerdictHash.ofRun(List.of(a)));
        assertThat(VerdictHash.ofRun(List.of())).isNotEqualTo(VerdictHash.ofRun(List.of(a)));
    }

    private static ContentHash withRow(List<String> row) {
        WindowProfile window = window();
        BASELINE.newRowCounter().addRecord(FieldTables.csv(List.of(row)), window);
        return judge(window).report().verdictHash();
    }

    private static WindowProfile window() {
        return AWindow.of(BASELINE, new RandomRows(4).rows(150, 0.1));
    }

    private static Evaluation judge(WindowProfile window) {
        return EVALUATOR.evaluate(AWindow.KEY, window, BASELINE);
    }
}
