package io.tidemark.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A second reader of captured records, slow and independent: a tree by Jackson, Strings, java.time. It shares nothing
 * with {@link CaptureParser} but the names of the rejections.
 */
final class CaptureOracle {
    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder().maxNestingDepth(64).build();
    private static final ObjectMapper ENVELOPE = strict(false);
    static final ObjectMapper PAYLOAD = strict(true);
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(Z|[+-]\\d\\d(?::?\\d\\d)?)");

    /** Stands for what the oracle cannot represent; the parser never refuses for this reason. */
    private static final Rejection NO_OPINION = Rejection.INTERNAL;

    /** The library takes some letters of other scripts for hexadecimal digits. */
    private static final Pattern FOREIGN_DIGIT = Pattern.compile("\\\\u[0-9a-fA-F]{0,3}[^\\x00-\\x7f]");

    private static final Set<String> SERVICE_FIELDS =
            Set.of("SageMakerOutput", "SageMakerInferenceId", "SageMakerInferenceTime");
    private static final Set<String> JSON_TYPES = Set.of(
            "application/json",
            "application/jsonlines",
            "application/x-jsonlines",
            "application/jsonl",
            "application/x-ndjson",
            "application/ndjson");

    private CaptureOracle() {}

    /** What came of one record. */
    sealed interface Reading {}

    /** The record was read. */
    record Read(String joinId, long eventTimeMs, List<OracleRow> input, Optional<List<OracleRow>> output)
            implements Reading {}

    /** The record was refused. */
    record Refused(Rejection rejection) implements Reading {}

    /** The record is beyond what the oracle can represent: an exponent of more digits than BigDecimal has. */
    record Abstained() implements Reading {}

    /** Ends a reading early. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final Rejection rejection;

        Refusal(Rejection rejection) {
            super(rejection.wireName());
            this.rejection = rejection;
        }
    }

    static Reading read(byte[] bytes) {
        try {
            return readWhole(bytes);
        } catch (Refusal refusal) {
            return refusal.rejection == NO_OPINION ? new Abstained() : new Refused(refusal.rejection);
        } catch (NumberFormatException exponentOverflow) {
            return new Abstained();
        } catch (IOException notJson) {
            return new Refused(Rejection.MALFORMED);
        }
    }

    private static Reading readWhole(byte[] bytes) throws IOException, Refusal {
        JsonNode root = ENVELOPE.readTree(decode(bytes));
        if (!root.isObject()) {
            throw new Refusal(Rejection.MALFORMED);
        }
        Optional<JsonNode> sides = object(root, "captureData");
        Optional<JsonNode> event = object(root, "eventMetadata");
        Optional<JsonNode> input = sides.isEmpty() ? Optional.empty() : object(sides.get(), "endpointInput");
        Optional<JsonNode> output = sides.isEmpty() ? Optional.empty() : object(sides.get(), "endpointOutput");
        Payload inputPayload = payload(input);
        Payload outputPayload = payload(output);
        Optional<JsonNode> batch = sides.isEmpty() ? Optional.empty() : object(sides.get(), "batchTransformOutput");
        Payload batchPayload = payload(batch);
        String inferenceId = event.isEmpty() ? null : text(event.get(), "inferenceId");
        String eventId = event.isEmpty() ? null : text(event.get(), "eventId");
        String time = event.isEmpty() ? null : text(event.get(), "inferenceTime");
        String joinId = inferenceId == null || inferenceId.isEmpty() ? eventId : inferenceId;
        if (joinId == null || joinId.isEmpty()) {
            throw new Refusal(Rejection.NO_KEY);
        }
        long timeMs = time(time);
        if (input.isEmpty() && output.isEmpty() && batch.isPresent()) {
            return new Read(
                    OracleRow.wellFormed(joinId),
                    timeMs,
                    without(batchPayload.rows(), SERVICE_FIELDS),
                    Optional.empty());
        }
        if (input.isEmpty()) {
            throw new Refusal(Rejection.NO_INPUT);
        }
        List<OracleRow> inputRows = inputPayload.rows();
        Optional<List<OracleRow>> outputRows = output.isEmpty() ? Optional.empty() : Optional.of(outputPayload.rows());
        if (outputRows.isPresent() && outputRows.get().size() != inputRows.size()) {
            throw new Refusal(Rejection.ROW_MISMATCH);
        }
        return new Read(OracleRow.wellFormed(joinId), timeMs, inputRows, outputRows);
    }

    /** One side as text, unread. */
    private record Payload(@Nullable String data, @Nullable String encoding, String type) {
        List<OracleRow> rows() throws Refusal, IOException {
            boolean isBase64 = "BASE64".equals(encoding);
            String media = type.replaceFirst(";(?s:.*)", "").strip().toLowerCase(Locale.ROOT);
            boolean isJson = JSON_TYPES.contains(media) || media.matches("application/(?s:.*)\\+json");
            boolean isCsv = isBase64 ? media.equals("text/csv") : "CSV".equals(encoding);
            if (!isCsv && !(isBase64 ? isJson : "JSON".equals(encoding))) {
                throw new Refusal(Rejection.UNSUPPORTED_ENCODING);
            }
            if (data == null || data.isEmpty()) {
                throw new Refusal(Rejection.EMPTY_PAYLOAD);
            }
            String body = isBase64 ? decoded(data) : data;
            if (body.isEmpty()) {
                throw new Refusal(Rejection.EMPTY_PAYLOAD);
            }
            if (!isCsv && FOREIGN_DIGIT.matcher(body).find()) {
                throw new Refusal(NO_OPINION);
            }
            List<OracleRow> rows = isCsv ? OracleRow.fromCsv(body) : OracleRow.fromJson(body);
            if (rows.isEmpty()) {
                throw new Refusal(Rejection.EMPTY_PAYLOAD);
            }
            return rows;
        }
    }

    private static Payload payload(Optional<JsonNode> side) throws Refusal {
        return side.isEmpty()
                ? new Payload(null, null, "")
                : new Payload(
                        text(side.get(), "data"),
                        text(side.get(), "encoding"),
                        side.get().path("observedContentType").isTextual()
                                ? side.get().path("observedContentType").textValue()
                                : "");
    }

    private static String decoded(String data) throws Refusal {
        try {
            byte[] bytes = Base64.getDecoder().decode(data);
            String again = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            if (!again.equals(data.replace("=", ""))) {
                throw new Refusal(Rejection.MALFORMED);
            }
            return decode(bytes);
        } catch (IllegalArgumentException noBase64) {
            throw refusal(Rejection.MALFORMED, noBase64);
        } catch (CharacterCodingException noText) {
            throw refusal(NO_OPINION, noText);
        }
    }

    private static List<OracleRow> without(List<OracleRow> rows, Set<String> names) {
        return rows.stream()
                .map(row -> new OracleRow(
                        row.named(),
                        row.fields().stream()
                                .filter(field -> !names.contains(field.name()))
                                .toList()))
                .toList();
    }

    private static Optional<JsonNode> object(JsonNode parent, String key) throws Refusal {
        JsonNode node = parent.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            throw new Refusal(Rejection.MALFORMED);
        }
        return Optional.of(node);
    }

    private static @Nullable String text(JsonNode parent, String key) throws Refusal {
        JsonNode node = parent.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new Refusal(Rejection.MALFORMED);
        }
        return node.textValue();
    }

    private static long time(@Nullable String text) throws Refusal {
        Matcher matcher = TIME.matcher(text == null ? "" : text);
        if (matcher.matches()) {
            try {
                long ms = LocalDateTime.parse(matcher.group(1))
                        .toInstant(ZoneOffset.of(matcher.group(2)))
                        .toEpochMilli();
                if (ms > 0 && !matcher.group(1).startsWith("196")) {
                    return ms;
                }
            } catch (DateTimeException noSuchTime) {
                throw refusal(Rejection.BAD_TIME, noSuchTime);
            }
        }
        throw new Refusal(Rejection.BAD_TIME);
    }

    private static Refusal refusal(Rejection rejection, Exception cause) {
        Refusal refusal = new Refusal(rejection);
        refusal.initCause(cause);
        return refusal;
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static ObjectMapper strict(boolean nonFinite) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, nonFinite)
                .streamReadConstraints(CONSTRAINTS)
                .build();
        return JsonMapper.builder(factory)
                .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, !nonFinite)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
