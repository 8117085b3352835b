package io.tidemark.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the record that ends a replay: header {@code tidemark-control: end}, value the last event time as text. */
public final class ControlRecord {
    private ControlRecord() {}

    /**
     * Returns the last event time of the replay, or null if the record says none.
     *
     * @param header the value of {@link Topics#CONTROL_HEADER}
     * @param value the record's value
     */
    public static @Nullable Long lastEventTime(byte @Nullable [] header, byte @Nullable [] value) {
        if (header == null || value == null || !Topics.CONTROL_END.equals(text(header))) {
            return null;
        }
        try {
            return Long.parseLong(text(value));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
