package io.tidemark.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.console.RecordedConsole;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndpointNamesTest {
    private final RecordedConsole console = RecordedConsole.piped();

    private String warned(List<String> named, Set<String> known) {
        EndpointNames.warnOfUnknown(named, known, "dead letter", console.console());
        console.console().flush();
        return console.err();
    }

    @Test
    void aNameThatIsNearIsProposed() {
        assertThat(warned(List.of("fruad"), Set.of("fraud", "churn")))
                .contains("there is no dead letter of endpoint \"fruad\": did you mean \"fraud\"?");
    }

    @Test
    void whereNoneIsNearTheKnownOnesAreListed() {
        assertThat(warned(List.of("x"), new TreeSet<>(Set.of("fraud", "churn"))))
                .contains("there is of churn, fraud");
    }

    @Test
    void ofManyTheFirstAreListed() {
        Set<String> many =
                IntStream.range(10, 40).mapToObj(i -> "endpoint-" + i).collect(Collectors.toSet());

        assertThat(warned(List.of("x"), many)).contains("endpoint-10, ").contains("endpoint-19 and others");
    }

    @Test
    void whereThereIsNothingAtAllThatIsSaid() {
        assertThat(warned(List.of("x"), Set.of())).contains("nor of any other");
    }

    @Test
    void knownNamesAreNoReasonToWarn() {
        assertThat(warned(List.of("fraud"), Set.of("fraud"))).isEmpty();
    }
}
