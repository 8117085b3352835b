package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnseenCategoryForetoldTest {
    private static final int ROWS = 1_000;
    private static final UnseenCategoryRule RULE = new UnseenCategoryRule(0.01);

    @Test
    void identifiersThatNeverRepeatRaiseNothing() {
        assertThat(judge(ROWS, ROWS).state()).isEqualTo(RuleState.OK);
    }

    @Test
    void identifiersAreNoDistributionDriftEither() {
        FeatureBaseline ids = ids(ROWS);
        CategoricalProfile window = window(ids, ROWS);

        double apart = Distances.of(ids.profile(), window).stream()
                .filter(measured -> measured.distance() == Distance.L_INFINITY)
                .findFirst()
                .orElseThrow()
                .raw();

        assertThat(apart).isLessThan(0.3);
    }

    @Test
    void unseenValuesOfAClosedSetFire() {
        assertThat(judge(0, 20).state()).isEqualTo(RuleState.ALARM);
    }

    @Test
    void theLimitIsWhatIsForetoldAndTheToleranceAndThreeStandardErrors() {
        RuleOutcome outcome = judge(100, 0);

        double noise = 3 * Math.sqrt(0.1 * 0.9 * (2.0 / ROWS));
        assertThat(outcome.threshold()).isEqualTo(0.1 + 0.01 + noise);
    }

    private static RuleOutcome judge(int singles, int unseen) {
        FeatureBaseline ids = ids(singles);
        return RULE.judge(new FeatureEvidence(ids, window(ids, unseen), List.of(), 100))
                .orElseThrow();
    }

    /** A column of so many values that occur once; every other row holds the same value. */
    private static FeatureBaseline ids(int singles) {
        long[] domain = new long[singles];
        for (int i = 0; i < singles; i++) {
            byte[] text = ("id-" + i).getBytes(StandardCharsets.UTF_8);
            domain[i] = CategoryIndex.hash(text, 0, text.length);
        }
        Arrays.sort(domain);
        CategoricalProfile profile = new CategoricalProfile(new CategoryIndex(List.of("usual"), domain, true));
        profile.addCategory(0, ROWS - singles);
        profile.addOtherKnown(singles);
        return FeatureBaseline.suggest("id", FeatureType.STRING, profile, singles);
    }

    private static CategoricalProfile window(FeatureBaseline ids, int unseen) {
        CategoricalProfile window = (CategoricalProfile) ids.emptyProfile();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            texts.add(i < unseen ? "new-" + i : "usual");
        }
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            window.add(bytes, 0, bytes.length, new ValueScanner());
        }
        return window;
    }
}
