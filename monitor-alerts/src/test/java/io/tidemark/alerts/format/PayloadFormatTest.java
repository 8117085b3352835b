package io.tidemark.alerts.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.message.Messages;
import io.tidemark.core.evaluation.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadFormatTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Messages messages = new Messages();

    static Stream<PayloadFormat> formats() {
        return Stream.of(
                new WebhookFormat(),
                new SlackFormat(),
                new TeamsFormat(),
                new PagerDutyFormat("key"),
                new AlertmanagerFormat(Duration.ofHours(4)),
                new CloudEventFormat(),
                new TextFormat());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void sameMessageGivesTheSameBodiesAndEachBodyHasItsOwnId(PayloadFormat format) {
        AlertMessage message = messages.next(Severity.MAJOR, 30);
        List<Payload> bodies = format.of(message);
        assertThat(format.of(message)).isEqualTo(bodies).isNotEmpty();
        Set<String> ids = new HashSet<>();
        bodies.forEach(body -> assertThat(ids.add(body.id())).isTrue());
        assertThat(bodies.get(0).body()).contains("DR002");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyFormNamesTheOwnerAndTheRunbook(PayloadFormat format) {
        AlertMessage message = new MessageWriter("https://tide.example/{episode}")
                .write(messages.notification(Severity.CRITICAL, 1), "team-risk", "https://wiki.example/runbook");
        String body = format.of(message).get(0).body().replace("\\", "");
        assertThat(body).contains("team-risk").contains("https://wiki.example/runbook");
    }

    @Test
    void mailHasTwoPartsThatSayTheSameAndNoMarkupOfNames() {
        AlertMessage message = messages.named("<img src=x onerror=alert(1)>\"'&");
        Payload mail = new MailFormat().of(message).get(0);
        assertThat(mail.headers().get(Payload.SUBJECT)).isEqualTo("[tidemark] " + message.title());
        String boundary = mail.contentType().replaceAll(".*boundary=\"(.*)\"", "$1");
        String[] parts = mail.body().split("--" + Pattern.quote(boundary), -1);
        assertThat(parts).hasSize(4);
        assertThat(decoded(parts[1])).contains("<img src=x onerror=alert(1)>");
        assertThat(decoded(parts[2]))
                .contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;")
                .doesNotContain("<img")
                .doesNotContain("<script");
        assertThat(mail.body().lines()).allMatch(line -> line.length() <= 100);
    }

    private static String decoded(String part) {
        String base64 = part.substring(part.indexOf("\r\n\r\n"));
        return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void webhookHoldsEverything() throws Exception {
        AlertMessage message = messages.next(Severity.CRITICAL, 12);
        JsonNode document =
                MAPPER.readTree(new WebhookFormat().of(message).get(0).body());
        assertThat(document.get("schemaVersion").asInt()).isEqualTo(1);
        assertThat(document.get("id").asText()).isEqualTo(message.id().hex());
        assertThat(document.get("severity").asText()).isEqualTo("critical");
        assertThat(document.get("windowStart").asText()).isEqualTo("2026-02-16T00:00:00Z");
        assertThat(document.get("changes")).hasSize(12);
        JsonNode first = document.get("changes").get(0);
        assertThat(first.get("change").asText()).isEqualTo("opened");
        assertThat(first.get("value").asDouble()).isEqualTo(0.31);
        assertThat(first.get("violation").asText()).hasSize(64);
    }

    @Test
    void slackShowsTenAndNamesAreNoMarkup() throws Exception {
        JsonNode document = MAPPER.readTree(
                new SlackFormat().of(messages.named("<!channel> & co")).get(0).body());
        assertThat(document.get("text").asText())
                .contains("&lt;!channel&gt; &amp; co")
                .doesNotContain("<!channel>");
        assertThat(document.at("/blocks/1/text/text").asText()).contains("&lt;!channel&gt;");
        JsonNode many = MAPPER.readTree(
                new SlackFormat().of(messages.next(Severity.MINOR, 30)).get(0).body());
        assertThat(many.get("blocks")).hasSize(12);
        assertThat(many.at("/blocks/11/elements/0/text").asText()).contains("more changes");
        assertThat(many.at("/blocks/0/text/text").asText().length()).isLessThanOrEqualTo(150);
    }

    @Test
    void teamsEscapesMarkdownAndLinks() throws Exception {
        JsonNode document = MAPPER.readTree(new TeamsFormat()
                .of(messages.named("[x](https://evil.example)"))
                .get(0)
                .body());
        JsonNode card = document.at("/attachments/0/content");
        assertThat(card.at("/body/1/text").asText()).contains("\\[x\\]\\(https");
        assertThat(card.at("/actions/0/url").asText()).startsWith("https://tide.example/");
        assertThat(card.at("/body/0/color").asText()).isEqualTo("warning");
    }

    @Test
    void pagerDutyOpensAndClosesOneIncidentForEachEpisode() throws Exception {
        List<Payload> opened = new PagerDutyFormat("R0").of(messages.next(Severity.MAJOR, 2));
        List<Payload> closed = new PagerDutyFormat("R0").of(messages.next(Severity.MAJOR, 0));
        assertThat(opened).hasSize(2);
        assertThat(closed).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode open = MAPPER.readTree(opened.get(i).body());
            JsonNode close = MAPPER.readTree(closed.get(i).body());
            assertThat(open.get("event_action").asText()).isEqualTo("trigger");
            assertThat(close.get("event_action").asText()).isEqualTo("resolve");
            assertThat(close.get("dedup_key")).isEqualTo(open.get("dedup_key"));
            assertThat(open.at("/payload/severity").asText()).isEqualTo("error");
            assertThat(close.has("payload")).isFalse();
        }
    }

    @Test
    void alertmanagerKnowsAnAlertByLabelsWithoutNumbers() throws Exception {
        PayloadFormat format = new AlertmanagerFormat(Duration.ofHours(4));
        JsonNode open = MAPPER.readTree(
                        format.of(messages.next(Severity.MAJOR, 1)).get(0).body())
                .get(0);
        JsonNode closed = MAPPER.readTree(
                        format.of(messages.next(Severity.MAJOR, 0)).get(0).body())
                .get(0);
        assertThat(closed.get("labels")).isEqualTo(open.get("labels"));
        assertThat(open.get("labels").toString()).doesNotContain("0.31");
        assertThat(open.at("/labels/alertname").asText()).isEqualTo("TidemarkDR002");
        assertThat(closed.get("startsAt")).isEqualTo(open.get("startsAt"));
        assertThat(Instant.parse(open.get("endsAt").asText()))
                .isEqualTo(Instant.parse(open.get("startsAt").asText()).plus(Duration.ofHours(5)));
        assertThat(Instant.parse(closed.get("endsAt").asText()))
                .isEqualTo(Instant.parse(open.get("startsAt").asText()).plus(Duration.ofHours(2)));
    }

    @Test
    void cloudEventHasTheAttributesOfVersionOne() throws Exception {
        AlertMessage message = messages.next(Severity.MAJOR, 1);
        Payload payload = new CloudEventFormat().of(message).get(0);
        JsonNode event = MAPPER.readTree(payload.body());
        assertThat(payload.contentType()).isEqualTo("application/cloudevents+json");
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("source").asText())
                .isEqualTo("/tidemark/endpoints/fraud%20%3Cscript%3E/variants/blue%2F1");
        assertThat(event.get("id").asText()).isEqualTo(message.id().hex());
        assertThat(event.at("/data/changes/0/code").asText()).isEqualTo("DR002");
    }

    @Test
    void textSaysWhatToDoAndWhereTheEvidenceIs() {
        String text =
                new TextFormat().of(messages.next(Severity.MAJOR, 12)).get(0).body();
        assertThat(text)
                .contains("f0: KS distance is 0.31 above 0.1")
                .contains("and 2 more changes")
                .contains("evidence: tidemark explain ")
                .contains("look: https://tide.example/");
    }
}
