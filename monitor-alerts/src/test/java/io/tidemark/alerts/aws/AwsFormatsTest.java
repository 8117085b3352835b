package io.tidemark.alerts.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.Messages;
import io.tidemark.alerts.sink.AddressGuard;
import io.tidemark.alerts.sink.HttpOptions;
import io.tidemark.alerts.sink.HttpSink;
import io.tidemark.alerts.sink.HttpTarget;
import io.tidemark.core.evaluation.Severity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsFormatsTest {
    private static final String HOST = "127.0.0.1";
    private static final AwsCredentials CREDENTIALS = new AwsCredentials("AKID", "canary-secret", "canary-token");
    private static final long NOW = 1_771_200_000;

    private final Messages messages = new Messages();
    private final ObjectMapper mapper = new ObjectMapper();
    private volatile Map<String, List<String>> headers = Map.of();
    private volatile String received = "";
    private volatile String answer = "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}";
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            headers = Map.copyOf(exchange.getRequestHeaders());
            received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eventIsPutSignedAndItsDetailIsTheWholeMessage() throws Exception {
        AlertMessage message = messages.next(Severity.CRITICAL, 3);
        assertThat(put(
                        AwsService.EVENT_BRIDGE,
                        new EventBridgeFormat("ops").of(message).get(0)))
                .isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(header("X-amz-target")).isEqualTo("AWSEvents.PutEvents");
        assertThat(header("Content-type")).isEqualTo("application/x-amz-json-1.1");
        JsonNode entry = mapper.readTree(received).at("/Entries/0");
        assertThat(entry.get("Source").asText()).isEqualTo("tidemark");
        assertThat(entry.get("DetailType").asText()).isEqualTo("Tidemark Notification");
        assertThat(entry.get("EventBusName").asText()).isEqualTo("ops");
        assertThat(mapper.readTree(entry.get("Detail").asText()).get("changes")).hasSize(3);
        assertSigned("events", "content-type;host;x-amz-date;x-amz-security-token;x-amz-target");
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, false",
        "InternalFailure, false",
        "NotAuthorizedForDetailTypeException, true",
        "MalformedDetail, true"
    })
    void eventThatWasNotTakenIsNoArrivalThoughTheAnswerIs200(String code, boolean isFinal) {
        answer = "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"" + code + "\",\"ErrorMessage\":\"why\"}]}";
        Payload payload = new EventBridgeFormat("ops")
                .of(messages.next(Severity.MAJOR, 1))
                .get(0);
        DeliveryResult result = put(AwsService.EVENT_BRIDGE, payload);
        assertThat(result).isInstanceOf(isFinal ? DeliveryResult.Refused.class : DeliveryResult.Failed.class);
        assertThat(result.toString()).contains(code).contains("why");
    }

    @ParameterizedTest
    @CsvSource({"<html>", "{}", "''", "'[]'"})
    void answerOfSomebodyElseIsNoArrival(String other) {
        assertThat(new EventBridgeAnswer().judge(other)).isInstanceOf(DeliveryResult.Failed.class);
    }

    @Test
    void messageIsPublishedWithASubjectAndAttributes() {
        AlertMessage message = messages.named("d\u00e9bit" + "x".repeat(200));
        put(
                AwsService.SNS,
                new SnsFormat("arn:aws:sns:eu-west-1:1:drift").of(message).get(0));
        Map<String, String> form = form();
        assertThat(form)
                .containsEntry("Action", "Publish")
                .containsEntry("Version", "2010-03-31")
                .containsEntry("TopicArn", "arn:aws:sns:eu-west-1:1:drift")
                .containsEntry("MessageAttributes.entry.1.Name", "severity")
                .containsEntry("MessageAttributes.entry.1.Value.StringValue", "major")
                .containsEntry("MessageAttributes.entry.2.Value.StringValue", "fraud <script>")
                .doesNotContainKey("MessageGroupId");
        assertThat(form.get("Subject")).hasSizeLessThan(100).matches("[\\x20-\\x7E]+");
        assertThat(form.get("Message")).contains("d\u00e9bit");
        assertSigned("sns", "content-type;host;x-amz-date;x-amz-security-token");
    }

    @Test
    void topicThatKeepsAnOrderIsGivenGroupAndId() {
        AlertMessage message = messages.next(Severity.MAJOR, 1);
        put(
                AwsService.SNS,
                new SnsFormat("arn:aws:sns:eu-west-1:1:drift.fifo").of(message).get(0));
        assertThat(form())
                .containsEntry("MessageDeduplicationId", message.id().hex())
                .hasEntrySatisfying("MessageGroupId", group -> assertThat(group).matches("[!-~]{1,128}"));
    }

    @Test
    void driftOfAFeatureIsPutUnderTheNameThatAlarmsWatch() {
        AlertMessage message = messages.next(Severity.MAJOR, 2);
        put(AwsService.CLOUD_WATCH, new CloudWatchFormat("nightly").of(message).get(0));
        assertThat(form())
                .containsEntry("Action", "PutMetricData")
                .containsEntry("Version", "2010-08-01")
                .containsEntry("Namespace", "aws/sagemaker/Endpoints/data-metrics")
                .containsEntry("MetricData.member.1.MetricName", "feature_baseline_drift_f0")
                .containsEntry("MetricData.member.2.MetricName", "feature_baseline_drift_f1")
                .containsEntry("MetricData.member.1.Value", "0.31")
                .containsEntry("MetricData.member.1.Dimensions.member.1.Name", "Endpoint")
                .containsEntry("MetricData.member.1.Dimensions.member.1.Value", "fraud <script>")
                .containsEntry("MetricData.member.1.Dimensions.member.2.Name", "MonitoringSchedule")
                .containsEntry("MetricData.member.1.Dimensions.member.2.Value", "nightly")
                .containsEntry(
                        "MetricData.member.1.Timestamp", message.windowEnd().toString());
        assertSigned("monitoring", "content-type;host;x-amz-date;x-amz-security-token");
    }

    @Test
    void manyMetricsAreSeveralRequestsWithIdsOfTheirOwn() {
        List<Payload> requests = new CloudWatchFormat("s").of(messages.next(Severity.MINOR, 100));
        assertThat(requests).hasSize(1);
        assertThat(requests).extracting(Payload::id).doesNotHaveDuplicates();
    }

    @Test
    void whatIsOverPutsNoMetric() {
        messages.next(Severity.MAJOR, 1);
        assertThat(new CloudWatchFormat("s").of(messages.next(Severity.MAJOR, 0)))
                .isEmpty();
    }

    @Test
    void servicesHaveAnAddressInEachRegion() {
        assertThat(AwsService.CLOUD_WATCH.endpoint("eu-west-1"))
                .hasToString("https://monitoring.eu-west-1.amazonaws.com/");
        assertThat(AwsService.SNS.endpoint("cn-north-1")).hasToString("https://sns.cn-north-1.amazonaws.com.cn/");
        assertThatThrownBy(() -> AwsService.SNS.endpoint("evil.example/")).hasMessageContaining("region");
    }

    private DeliveryResult put(AwsService service, Payload payload) {
        URI url = URI.create("http://" + HOST + ":" + server.getAddress().getPort() + "/");
        HttpTarget target = new HttpTarget(url, Map.of(), List.of(), Set.of(HOST));
        HttpOptions options = HttpOptions.of(AddressGuard.ofSystem(Set.of(HOST)), () -> NOW)
                .with(service.protocol(CREDENTIALS, "eu-west-1"));
        try (HttpSink sink = new HttpSink(target, options)) {
            return sink.deliver(payload);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The receiver's side of the signature: computed again from what arrived. */
    private void assertSigned(String service, String names) {
        String authorization = header("Authorization");
        assertThat(authorization)
                .contains("/eu-west-1/" + service + "/aws4_request")
                .contains("SignedHeaders=" + names + ",");
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("Content-Type", header("Content-type"));
        if (headers.containsKey("X-amz-target")) {
            signed.put("X-Amz-Target", header("X-amz-target"));
        }
        URI url = URI.create("http://" + header("Host") + "/");
        assertThat(new SigV4(CREDENTIALS, "eu-west-1", service)
                        .headers(url, signed, received, NOW)
                        .get("Authorization"))
                .isEqualTo(authorization);
    }

    private Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : received.split("&", -1)) {
            int sign = pair.indexOf('=');
            form.put(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }
}
