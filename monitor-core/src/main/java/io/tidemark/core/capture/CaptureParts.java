package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where the parts of one record stand, before any of them is read. Mutable scratch of one parser. */
final class CaptureParts {
    private final TextSlice eventId = new TextSlice();
    private final TextSlice inferenceId = new TextSlice();
    private final TextSlice inferenceTime = new TextSlice();
    private final Payload input = new Payload();
    private final Payload output = new Payload();
    private final Payload batch = new Payload();
    private final Payload groundTruth = new Payload();
    private TextSlice[] attributes = new TextSlice[0];
    private int attributeCount;

    /** One payload of the record. */
    static final class Payload {
        private final TextSlice data = new TextSlice();
        private final TextSlice encoding = new TextSlice();
        private final TextSlice contentType = new TextSlice();
        private boolean present;
        private boolean raw;

        boolean isPresent() {
            return present;
        }

        void setPresent() {
            present = true;
        }

        /** Whether the body was handed over as it is, not inside a JSON text: without encoding its type decides. */
        boolean isRaw() {
            return raw;
        }

        /** A body that is handed over as it is; where it stands is set by its slices. */
        void setRaw() {
            present = true;
            raw = true;
        }

        void setRaw(byte[] body, String encodingName, String type) {
            setRaw();
            data.set(body, 0, body.length, -1);
            setText(encoding, encodingName);
            setText(contentType, type);
        }

        /** The body, as text or as Base64. */
        TextSlice data() {
            return data;
        }

        TextSlice encoding() {
            return encoding;
        }

        /** The observedContentType. */
        TextSlice contentType() {
            return contentType;
        }

        private void clear() {
            if (!present) {
                return;
            }
            data.clear();
            encoding.clear();
            contentType.clear();
            present = false;
            raw = false;
        }
    }

    TextSlice eventId() {
        return eventId;
    }

    TextSlice inferenceId() {
        return inferenceId;
    }

    TextSlice inferenceTime() {
        return inferenceTime;
    }

    /** The request of an endpoint. */
    Payload input() {
        return input;
    }

    /** The response of an endpoint. */
    Payload output() {
        return output;
    }

    /** The output of a batch transform, joined with its input. */
    Payload batch() {
        return batch;
    }

    /** The label or labels of a merged record. */
    Payload groundTruth() {
        return groundTruth;
    }

    private static void setText(TextSlice slice, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        slice.set(bytes, 0, bytes.length, -1);
    }

    int attributes() {
        return attributeCount;
    }

    TextSlice attribute(int index) {
        return attributes[index];
    }

    void addAttribute(byte[] bytes, int from, int to, int firstEscape) {
        if (attributeCount == attributes.length) {
            attributes = Arrays.copyOf(attributes, Math.max(4, 2 * attributeCount));
            for (int i = attributeCount; i < attributes.length; i++) {
                attributes[i] = new TextSlice();
            }
        }
        attributes[attributeCount++].set(bytes, from, to, firstEscape);
    }

    /** Takes fields that were read elsewhere. */
    void set(CaptureFields fields) {
        clear();
        setText(eventId, fields.eventId());
        setText(inferenceId, fields.inferenceId());
        CaptureFields.Body in = fields.input();
        CaptureFields.Body out = fields.output();
        if (in != null) {
            input.setRaw(in.data(), in.encoding(), in.contentType());
        }
        if (out != null) {
            output.setRaw(out.data(), out.encoding(), out.contentType());
        }
        for (String attribute : fields.customAttributes()) {
            byte[] bytes = attribute.getBytes(StandardCharsets.UTF_8);
            addAttribute(bytes, 0, bytes.length, -1);
        }
    }

    void clear() {
        eventId.clear();
        inferenceId.clear();
        inferenceTime.clear();
        input.clear();
        output.clear();
        batch.clear();
        groundTruth.clear();
        attributeCount = 0;
    }
}
