package io.tidemark.app.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/** The places and values of a document in words. */
final class Pointers {
    private static final int LONGEST = 60;

    private Pointers() {}

    /** {@code sinks.team[0].url}; empty for the whole document. */
    static String dotted(JsonPointer pointer) {
        StringBuilder text = new StringBuilder();
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            if (rest.mayMatchElement()) {
                text.append('[').append(rest.getMatchingIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(rest.getMatchingProperty());
            }
        }
        return text.toString();
    }

    /** {@code window.size is "1x"}. */
    static String sentence(JsonPointer pointer, JsonNode value) {
        String name = pointer.matches() ? "the file" : dotted(pointer);
        return name + (value.isMissingNode() ? " is missing" : " is " + shown(value));
    }

    /** A value as it was written, shortened; its kind if it has parts. */
    static String shown(JsonNode value) {
        if (value.isObject()) {
            return "a section with keys";
        }
        if (value.isArray()) {
            return "a list of " + value.size();
        }
        if (value.isNull()) {
            return "empty";
        }
        String text = value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
