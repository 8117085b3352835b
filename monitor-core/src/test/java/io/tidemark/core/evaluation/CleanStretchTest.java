package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CleanStretchTest {
    private static final long HOUR = 3_600_000;
    private static final WindowSpec HOURS = WindowSpec.of(Duration.ofHours(1), Duration.ZERO);

    /** One letter a window: o OK, a alarm, n no data, b no baseline, - not reported. */
    private static NavigableMap<Long, List<WindowState>> states(String letters) {
        NavigableMap<Long, List<WindowState>> states = new TreeMap<>();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter != '-') {
                states.put(
                        i * HOUR,
                        List.of(
                                switch (letter) {
                                    case 'o' -> WindowState.OK;
                                    case 'a' -> WindowState.ALARM;
                                    case 'b' -> WindowState.NO_BASELINE;
                                    default -> WindowState.NO_DATA;
                                }));
            }
        }
        return states;
    }

    private static Optional<CleanStretch> newest(String letters, int wanted) {
        return CleanStretch.newest(states(letters), HOURS, wanted);
    }

    private static Optional<CleanStretch> hours(int from, int to) {
        return Optional.of(new CleanStretch(from * HOUR, to * HOUR));
    }

    @Test
    void theLastWindowsAreTakenIfTheyAreInOrder() {
        assertThat(newest("ooooo", 3)).isEqualTo(hours(2, 5));
    }

    @Test
    void anAlarmBreaksTheStretchAndAnOlderOneIsTaken() {
        assertThat(newest("ooooaoo", 3)).isEqualTo(hours(1, 4));
        assertThat(newest("ooaooa", 3)).isEmpty();
    }

    @Test
    void windowsWithoutDataLieInBetweenAndDoNotCount() {
        assertThat(newest("aonono", 3)).isEqualTo(hours(1, 6));
        assertThat(newest("ooonn", 3)).isEqualTo(hours(0, 3));
    }

    @Test
    void whatWasNotReportedOrHadNoBaselineBreaksIt() {
        assertThat(newest("oo-oo", 3)).isEmpty();
        assertThat(newest("ooboo", 3)).isEmpty();
    }

    @Test
    void anAlarmOfOneVariantIsOneOfTheWindow() {
        NavigableMap<Long, List<WindowState>> states = states("ooo");
        states.put(HOUR, List.of(WindowState.OK, WindowState.ALARM));
        assertThat(CleanStretch.newest(states, HOURS, 2)).isEmpty();
        assertThat(CleanStretch.newest(states, HOURS, 1)).isEqualTo(hours(2, 3));
    }

    @Test
    void noneOfNothingAndNoneIsRefused() {
        assertThat(newest("", 1)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> newest("o", 0))
                .withMessage("wanted = 0 is not at least 1");
    }

    @Test
    void aStretchHoldsNoAlarmAndEnoughWindowsAndIsFoundIfThereIsOne() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                letters.append("ooooonab-".charAt(random.nextInt(9)));
            }
            int wanted = 1 + random.nextInt(4);
            List<String> ending = new ArrayList<>();
            Optional<CleanStretch> found = newest(letters.toString(), wanted);
            found.ifPresent(stretch ->
                    ending.add(letters.substring((int) (stretch.fromMs() / HOUR), (int) (stretch.toMs() / HOUR))));
            assertThat(ending).as("seed %d %s", seed, letters).allSatisfy(part -> {
                assertThat(part).matches("[on]+").startsWith("o").endsWith("o");
                assertThat(part.chars().filter(letter -> letter == 'o').count()).isEqualTo(wanted);
            });
            boolean isThere = Stream.of(letters.toString().split("[^on]"))
                    .anyMatch(
                            part -> part.chars().filter(letter -> letter == 'o').count() >= wanted);
            assertThat(found.isPresent()).as("seed %d %s", seed, letters).isEqualTo(isThere);
        }
    }
}
