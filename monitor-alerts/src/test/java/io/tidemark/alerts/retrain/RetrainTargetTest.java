package io.tidemark.alerts.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.runner.RecordReading.Delivery;
import io.tidemark.core.retrain.RetrainEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetrainTargetTest {
    private static final RetrainDocument EVENT = RetrainDocumentTest.document();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void webhookGetsTheEventAsItIs() {
        Payload payload = RetrainTarget.EVENT.of(EVENT);
        assertThat(payload.id()).isEqualTo(EVENT.id());
        assertThat(payload.contentType()).isEqualTo("application/cloudevents+json");
        assertThat(payload.body()).isEqualTo(EVENT.json());
    }

    @Test
    void airflowGetsARunWithTheIdOfTheEventAndTheEventAsConf() throws Exception {
        Payload payload = new AirflowTarget().of(EVENT);
        JsonNode body = MAPPER.readTree(payload.body());
        assertThat(payload.id()).isEqualTo(EVENT.id());
        assertThat(body.path("dag_run_id").asText()).isEqualTo(EVENT.id()).matches("[A-Za-z0-9_.~:+-]+");
        assertThat(body.has("logical_date")).isTrue();
        assertThat(body.path("logical_date").isNull()).isTrue();
        assertThat(body.path("conf")).isEqualTo(MAPPER.readTree(EVENT.json()));
        assertThat(body.path("note").asText()).isEqualTo(EVENT.text());
    }

    @Test
    void githubGetsTextsAsInputs() throws Exception {
        Payload payload = new GithubTarget("release").of(EVENT);
        JsonNode body = MAPPER.readTree(payload.body());
        assertThat(payload.headers()).containsEntry("Accept", "application/vnd.github+json");
        assertThat(body.path("ref").asText()).isEqualTo("release");
        assertThat(body.path("inputs")).allMatch(JsonNode::isTextual);
        assertThat(body.at("/inputs/event_id").asText()).isEqualTo(EVENT.id());
        assertThat(body.at("/inputs/event").asText()).isEqualTo(EVENT.json());
    }

    @Test
    void eventThatIsTooLargeForGithubIsLeftOutAndItsIdIsNot() throws Exception {
        List<RetrainDocument.Range> ranges = new ArrayList<>();
        for (int partition = 0; partition < 2_000; partition++) {
            ranges.add(new RetrainDocument.Range(partition, 1L << 40, 1L << 41));
        }
        RetrainEvent event = RetrainDocumentTest.EVENT;
        Payload payload = new GithubTarget("main").of(RetrainDocument.of(event, "captures", ranges));
        JsonNode inputs = MAPPER.readTree(payload.body()).path("inputs");
        assertThat(inputs.path("event").asText()).isEmpty();
        assertThat(inputs.path("event_id").asText()).isEqualTo(event.id().hex());
        assertThat(inputs.toString().length()).isLessThan(65_535);
    }

    @Test
    void addressesAreThoseOfTheApis() {
        assertThat(AirflowTarget.address(URI.create("https://airflow.example/team/"), "retrain churn"))
                .hasToString("https://airflow.example/team/api/v2/dags/retrain%20churn/dagRuns");
        assertThat(GithubTarget.address(URI.create("https://api.github.com"), "acme/models", "retrain.yml"))
                .hasToString("https://api.github.com/repos/acme/models/actions/workflows/retrain.yml/dispatches");
    }

    @Test
    void eventsOfAnEndpointKeepTheirOrderAndOthersAreLeftOut() {
        byte[] value = EVENT.json().getBytes(StandardCharsets.UTF_8);
        Delivery all = new RetrainReading(RetrainTarget.EVENT, Set.of()).read(value, 7);
        assertThat(all.lane()).isEqualTo(EVENT.endpoint());
        assertThat(all.bodies()).hasSize(1);
        assertThat(all.notBeforeMs()).isEqualTo(7);
        assertThat(new RetrainReading(RetrainTarget.EVENT, Set.of(EVENT.endpoint()))
                        .read(value, 7)
                        .bodies())
                .hasSize(1);
        assertThat(new RetrainReading(RetrainTarget.EVENT, Set.of("other"))
                        .read(value, 7)
                        .bodies())
                .isEmpty();
        assertThatThrownBy(() -> new RetrainReading(RetrainTarget.EVENT, Set.of()).read(new byte[] {'x'}, 7))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
