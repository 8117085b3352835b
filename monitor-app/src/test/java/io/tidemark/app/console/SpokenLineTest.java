package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class SpokenLineTest {
    private final RecordedConsole recorded = RecordedConsole.piped();

    @Test
    void whateverIsSaidIsOneObjectOnOneLine() throws Exception {
        String hostile = "a\nb\r\t\"c\\ \u001b[31m \u0000 \ud800 größe";
        recorded.console().configure(true);
        recorded.console().say(hostile);
        assertThat(recorded.err().lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(recorded.err());
        assertThat(line.get("formattedMessage").asText()).isEqualTo(hostile);
        assertThat(line.get("level").asText()).isEqualTo("INFO");
        assertThat(line.get("loggerName").asText()).isEqualTo("tidemark");
        assertThat(line.get("timestamp").isNumber()).isTrue();
    }

    @Test
    void warningsAndProblemsHaveTheirLevel() throws Exception {
        recorded.console().configure(true);
        recorded.console().warn("disk");
        recorded.console().error(Problem.of("no").at("here").fix("do"));
        String[] lines = recorded.err().split("\n", -1);
        assertThat(new ObjectMapper().readTree(lines[0]).get("level").asText()).isEqualTo("WARN");
        JsonNode error = new ObjectMapper().readTree(lines[1]);
        assertThat(error.get("level").asText()).isEqualTo("ERROR");
        assertThat(error.get("formattedMessage").asText()).isEqualTo("error: no\n  at:  here\n  fix: do");
    }

    @Test
    void secretsAreSaidInNoForm() {
        Secrets.learn("canary-spoken");
        recorded.console().say("x canary-spoken");
        recorded.console().warn("x canary-spoken");
        recorded.console().error(Problem.of("x canary-spoken"));
        recorded.console().configure(true);
        recorded.console().say("x canary-spoken");
        recorded.console().error(Problem.of("x canary-spoken"));
        assertThat(recorded.err()).doesNotContain("canary-spoken").contains("warning: x [hidden]");
    }
}
