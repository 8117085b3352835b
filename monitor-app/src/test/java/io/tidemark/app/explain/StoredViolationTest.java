package io.tidemark.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.json.ViolationJson;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of violations come back as they were, also those of models. */
final class StoredViolationTest {
    private static Violation violation(String segment, String facet, VerdictStatus status) {
        return new Violation(
                ContentHash.of(new byte[] {1}),
                3,
                new WindowKey("shop", "a", 7_200_000),
                10_800_000,
                segment,
                facet,
                status,
                new RuleOutcome("BI002", facet, "DPL", RuleState.ALARM, 0.25, 0.125, Direction.BAD_WHEN_HIGHER, 0.0625),
                "",
                Severity.MINOR,
                "a sentence",
                400,
                ContentHash.of(new byte[] {2}),
                ContentHash.of(new byte[] {3}),
                ContentHash.of(new byte[] {4}),
                new Violation.Evidence(new byte[] {5, 6}));
    }

    @ParameterizedTest
    @CsvSource({"'','',FINAL", "north,'',FINAL", "'',sex=Female,PROVISIONAL", "north,age>40,PROVISIONAL"})
    void whatWasWrittenIsRead(String segment, String facet, VerdictStatus status) throws IOException {
        Violation written = violation(segment, facet, status);
        assertThat(StoredViolation.read(ViolationJson.line(written))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"schemaVersion,schemaVersion is 2", "status,this is no violation"})
    void anotherVersionOrStatusIsRefused(String field, String because) {
        String line = ViolationJson.line(violation("north", "sex=Female", VerdictStatus.PROVISIONAL));
        String changed = field.equals("status")
                ? line.replace("\"PROVISIONAL\"", "\"MAYBE\"")
                : line.replace("\"schemaVersion\":1", "\"schemaVersion\":2");
        assertThatThrownBy(() -> StoredViolation.read(changed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(because);
    }
}
