package io.tidemark.alerts.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.sink.AnswerCheck;
import java.util.Set;

/** PutEvents answers 200 and says in the text which events it did not take, and why. */
final class EventBridgeAnswer implements AnswerCheck {
    static final DeliveryResult DELIVERED = new DeliveryResult.Delivered();

    /** What another attempt may mend; everything else is about the event. */
    private static final Set<String> PASSING = Set.of("InternalFailure", "InternalException", "ThrottlingException");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public DeliveryResult judge(String answer) {
        JsonNode document;
        try {
            document = MAPPER.readTree(answer);
        } catch (JsonProcessingException e) {
            return DeliveryResult.failed("the answer is not JSON");
        }
        if (!document.path("FailedEntryCount").isInt()) {
            return DeliveryResult.failed("the answer does not say how many events failed");
        }
        if (document.path("FailedEntryCount").asInt() == 0) {
            return DELIVERED;
        }
        JsonNode entry = document.path("Entries").path(0);
        String code = entry.path("ErrorCode").asText();
        String reason =
                "event not taken: " + code + ": " + entry.path("ErrorMessage").asText();
        return PASSING.contains(code) ? DeliveryResult.failed(reason) : new DeliveryResult.Refused(reason);
    }
}
