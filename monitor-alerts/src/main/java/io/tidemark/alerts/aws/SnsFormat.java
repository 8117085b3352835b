package io.tidemark.alerts.aws;

import io.tidemark.alerts.format.Documents;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.format.PayloadFormat;
import io.tidemark.alerts.format.TextFormat;
import io.tidemark.alerts.message.AlertMessage;
import java.util.List;

/**
 * A Publish request: plain text with a subject, and attributes that subscriptions can filter by. A topic that keeps an order
 * is given the stream as group and the message's id against repeats.
 */
public final class SnsFormat implements PayloadFormat {
    private static final int LONGEST_SUBJECT = 99;
    private static final int LONGEST_GROUP = 128;

    private final String topicArn;

    /** Messages for a topic. */
    public SnsFormat(String topicArn) {
        this.topicArn = topicArn;
    }

    @Override
    public List<Payload> of(AlertMessage message) {
        Form form = new Form("Publish", "2010-03-31");
        form.put("TopicArn", topicArn);
        form.put("Subject", subject(message.title()));
        form.put("Message", new TextFormat().of(message).get(0).body());
        attribute(form, 1, "severity", Documents.name(message.severity()));
        attribute(form, 2, "endpoint", message.stream().endpoint());
        if (topicArn.endsWith(".fifo")) {
            form.put("MessageGroupId", group(message.lane()));
            form.put("MessageDeduplicationId", message.id().hex());
        }
        return List.of(new Payload(message.id().hex(), Payload.FORM, form.toString()));
    }

    private static void attribute(Form form, int index, String name, String value) {
        String prefix = "MessageAttributes.entry." + index + ".";
        form.put(prefix + "Name", name);
        form.put(prefix + "Value.DataType", "String");
        form.put(prefix + "Value.StringValue", value);
    }

    /** Printable ASCII, not beginning with a space, fewer than 100. */
    private static String subject(String title) {
        String plain = "tidemark: " + title.replaceAll("[^\\x20-\\x7E]", "?");
        return plain.length() <= LONGEST_SUBJECT ? plain : plain.substring(0, LONGEST_SUBJECT - 3) + "...";
    }

    private static String group(String lane) {
        String plain = lane.replaceAll("[^A-Za-z0-9!-/:-@\\[-`{-~]", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST_GROUP));
    }
}
