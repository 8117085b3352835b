package io.tidemark.alerts.retrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.retrain.RetrainEvent;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reason to train again as a CloudEvent 1.0 in structured mode: what stands on the topic and goes to receivers. Its id is
 * the same however often it is made.
 *
 * @param id of the event
 * @param endpoint whose model
 * @param variant the endpoint's variant
 * @param rule name of the rule
 * @param text one plain sentence
 * @param json the whole event
 */
public record RetrainDocument(String id, String endpoint, String variant, String rule, String text, String json) {
    /** Media type of the event. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final String TYPE = "io.tidemark.retrain.v1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Where the captures of the windows lie: every record of theirs has an offset in this range.
     *
     * @param partition of the topic of captures
     * @param from first offset
     * @param to the end, exclusive
     */
    public record Range(int partition, long from, long to) {}

    /** Makes the event's document. */
    static RetrainDocument of(RetrainEvent event, String topic, List<Range> ranges) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        String id = event.id().hex();
        root.put("specversion", "1.0");
        root.put("id", id);
        root.put(
                "source", "/tidemark/endpoints/" + uriPart(event.endpoint()) + "/variants/" + uriPart(event.variant()));
        root.put("type", TYPE);
        root.put("subject", event.rule());
        root.put("time", Instant.ofEpochMilli(event.toMs()).toString());
        root.put("datacontenttype", "application/json");
        ObjectNode data = root.putObject("data");
        data.put("endpoint", event.endpoint());
        data.put("variant", event.variant());
        data.put("rule", event.rule());
        data.put("reason", event.text());
        data.put("windowsFrom", Instant.ofEpochMilli(event.fromMs()).toString());
        data.put("windowsTo", Instant.ofEpochMilli(event.toMs()).toString());
        ArrayNode evidence = data.putArray("evidence");
        for (RetrainEvent.Evidence window : event.evidence()) {
            evidence.addObject()
                    .put("windowStart", Instant.ofEpochMilli(window.startMs()).toString())
                    .put("value", window.value())
                    .put("verdictHash", window.verdict().hex());
        }
        ObjectNode captures = data.putObject("captures").put("topic", topic);
        ArrayNode offsets = captures.putArray("offsets");
        ranges.forEach(range -> offsets.addObject()
                .put("partition", range.partition())
                .put("from", range.from())
                .put("to", range.to()));
        return new RetrainDocument(id, event.endpoint(), event.variant(), event.rule(), event.text(), text(root));
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is no event of this kind
     */
    public static RetrainDocument read(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("no value");
        }
        try {
            JsonNode root = MAPPER.readTree(bytes);
            JsonNode data = root.path("data");
            if (!TYPE.equals(root.path("type").asText()) || !root.path("id").isTextual() || !data.isObject()) {
                throw new IllegalArgumentException("no event of type " + TYPE);
            }
            return new RetrainDocument(
                    root.path("id").asText(),
                    data.path("endpoint").asText(),
                    data.path("variant").asText(),
                    data.path("rule").asText(),
                    data.path("reason").asText(),
                    text(root));
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }

    /** Returns JSON that this class has written. */
    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }

    static String text(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of JSON can be written", e);
        }
    }

    static String uriPart(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
