package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the text of a payload is read, once it is text. */
enum PayloadFormat {
    CSV,
    JSON;

    private static final Set<String> JSON_TYPES = Set.of(
            "application/json",
            "application/jsonlines",
            "application/x-jsonlines",
            "application/jsonl",
            "application/x-ndjson",
            "application/ndjson");

    /** A longer content type is none that is read. */
    private static final int LONGEST_TYPE = 256;

    /**
     * The format of a media type, whose parameters and letter case do not matter; null if it is not read. Types with
     * the structured suffix {@code +json} are JSON (RFC 6839).
     */
    static @Nullable PayloadFormat ofContentType(TextSlice slice) {
        String type = mediaType(slice);
        if (type.equals("text/csv")) {
            return CSV;
        }
        return JSON_TYPES.contains(type) || (type.startsWith("application/") && type.endsWith("+json")) ? JSON : null;
    }

    /** A content type without parameters, in lower case; empty if there is none or it is too long for one. */
    static String mediaType(TextSlice slice) {
        if (!slice.hasText() || slice.to() - slice.from() > LONGEST_TYPE) {
            return "";
        }
        String type = new String(slice.bytes(), slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
