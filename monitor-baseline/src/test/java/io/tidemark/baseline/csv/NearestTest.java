package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
    @Test
    void fewestEditsWin() {
        assertThat(Nearest.to("incom", List.of("inco", "income", "outcome", "intercom")))
                .hasValue("inco");
        assertThat(Nearest.to("hours_per_week", List.of("hours-per-week", "hours")))
                .hasValue("hours-per-week");
    }

    @Test
    void caseIsIgnored() {
        assertThat(Nearest.to("AGE", List.of("wage", "age"))).hasValue("age");
    }

    @Test
    void equalsAreTakenInNaturalOrder() {
        assertThat(Nearest.to("cat", List.of("rat", "bat"))).hasValue("bat");
    }

    @Test
    void nothingIsNearWhenAThirdOfTheNameWouldChange() {
        assertThat(Nearest.to("label", List.of("lab", "table9", "income"))).isEmpty();
        assertThat(Nearest.to("x", List.of())).isEmpty();
    }

    @Test
    void oneEditIsNearForShortNames() {
        assertThat(Nearest.to("y", List.of("x"))).hasValue("x");
        assertThat(Nearest.hint("y", List.of("x"))).isEqualTo("did you mean \"x\"? ");
        assertThat(Nearest.hint("y", List.of("abc"))).isEmpty();
    }
}
