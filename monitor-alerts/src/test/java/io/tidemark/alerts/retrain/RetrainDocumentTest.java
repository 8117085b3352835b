package io.tidemark.alerts.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.retrain.RetrainEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrainDocumentTest {
    static final RetrainEvent EVENT = new RetrainEvent(
            "größe/1 \"x\"",
            "blue",
            "auc low",
            0,
            7_200_000,
            "auc was below 0.7 in 2 windows in a row, 0.6000 in the last",
            List.of(
                    new RetrainEvent.Evidence(0, 0.65, ContentHash.of(new byte[] {1})),
                    new RetrainEvent.Evidence(3_600_000, 0.6, ContentHash.of(new byte[] {2}))));

    static RetrainDocument document() {
        return RetrainDocument.of(
                EVENT,
                "tidemark.captures",
                List.of(new RetrainDocument.Range(0, 10, 20), new RetrainDocument.Range(1, 0, 5)));
    }

    @Test
    void eventIsACloudEventWithItsEvidenceAndOffsets() throws Exception {
        JsonNode event = new ObjectMapper().readTree(document().json());
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(EVENT.id().hex());
        assertThat(event.path("source").asText())
                .isEqualTo("/tidemark/endpoints/gr%C3%B6%C3%9Fe%2F1%20%22x%22/variants/blue");
        assertThat(event.path("type").asText()).isEqualTo("io.tidemark.retrain.v1");
        assertThat(event.path("subject").asText()).isEqualTo("auc low");
        assertThat(event.path("time").asText()).isEqualTo("1970-01-01T02:00:00Z");
        JsonNode data = event.path("data");
        assertThat(data.path("windowsFrom").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(data.path("evidence")).hasSize(2);
        assertThat(data.at("/evidence/1/value").asDouble()).isEqualTo(0.6);
        assertThat(data.at("/captures/topic").asText()).isEqualTo("tidemark.captures");
        assertThat(data.at("/captures/offsets/0/to").asLong()).isEqualTo(20);
    }

    @Test
    void documentIsReadAsItWasMade() {
        RetrainDocument made = document();
        assertThat(RetrainDocument.read(made.json().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(made);
    }

    @Test
    void sameEventIsTheSameTextAndAnotherHasAnotherId() {
        assertThat(document()).isEqualTo(document());
        RetrainEvent next = new RetrainEvent(
                EVENT.endpoint(), EVENT.variant(), EVENT.rule(), EVENT.fromMs(), EVENT.toMs() + 1, "", List.of());
        assertThat(RetrainDocument.of(next, "t", List.of()).id())
                .isNotEqualTo(document().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "[1]",
                "{\"type\":\"io.tidemark.retrain.v1\"}",
                "{\"type\":\"other\",\"id\":\"1\",\"data\":{}}"
            })
    void whatIsNoEventIsRefused(String text) {
        assertThatThrownBy(() -> RetrainDocument.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deletionIsNoEvent() {
        assertThatThrownBy(() -> RetrainDocument.read(null)).hasMessageContaining("no value");
    }
}
