package io.tidemark.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.label.GroundTruthParser;
import io.tidemark.core.label.Label;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The label at which a reader of lines stands: its place among labels of the same time is its line in the file. Mutable
 * scratch of one thread, filled again for each line.
 */
final class GroundTruthLine {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** No time: a label that says none itself is refused with it. */
    private static final long NOBODY_KNOWS = -1;

    private final LabelTerms terms;
    private final GroundTruthParser ofUnnamed;
    private GroundTruthParser parser;
    private OptionalLong arrival = OptionalLong.empty();
    private boolean isTable;
    private boolean awaitsHeader;
    private boolean isTimed;

    /** Returns a reader of labels as they usually are. */
    GroundTruthLine() {
        this(new LabelTerms(Monitors.same(MonitorConfig.defaults())));
    }

    /**
     * @param terms say where labels stand in payloads
     */
    GroundTruthLine(LabelTerms terms) {
        this.terms = terms;
        this.ofUnnamed = terms.parserOf("");
        this.parser = ofUnnamed;
    }

    /** Begins a file. */
    void begin(GroundTruthFile file) {
        arrival = file.arrival();
        isTable = file.isTable();
        awaitsHeader = isTable;
    }

    /** Whether the line is the header of a table, of which the first line is asked. */
    boolean isHeader(LineReader at) {
        boolean isHeader = awaitsHeader && ofUnnamed.readHeader(at.bytes(), at.from(), at.to());
        awaitsHeader = false;
        return isHeader;
    }

    /**
     * Reads the line; false if it is no label, and {@link #rejection} and {@link #detail} say why. A label of which nobody
     * knows the time is read, and {@link #time} says so.
     */
    boolean read(LineReader at) {
        parser = ofUnnamed;
        boolean isRead = parse(at);
        GroundTruthParser own =
                isRead && !isTable ? terms.parserOf(parser.label().endpoint()) : ofUnnamed;
        if (own == ofUnnamed) {
            return isRead;
        }
        // Only now is it known how this label is to be read.
        parser = own;
        return parse(at);
    }

    private boolean parse(LineReader at) {
        isTimed = true;
        long knownMs = arrival.orElse(NOBODY_KNOWS);
        boolean isRead = parser.parse(at.bytes(), at.from(), at.to(), knownMs, at.line());
        if (!isRead && arrival.isEmpty() && parser.rejection() == Rejection.BAD_TIME) {
            isTimed = false;
            isRead = parser.parse(at.bytes(), at.from(), at.to(), 0, at.line());
        }
        return isRead;
    }

    /** The id of what is labelled; empty for a line without one. */
    String joinId() {
        return parser.joinId();
    }

    /** The label read last; at the beginning of time if nobody knows when it came. */
    Label label() {
        return parser.label();
    }

    /** When the label came, in milliseconds since 1970; empty if nobody knows. */
    OptionalLong time() {
        return isTimed ? OptionalLong.of(parser.label().timeMs()) : OptionalLong.empty();
    }

    Rejection rejection() {
        return parser.rejection();
    }

    String detail() {
        return parser.detail();
    }

    /** A record that says what the line says by itself: the line, or the row of a table under the names of its columns. */
    byte[] record(LineReader at, boolean isRead) {
        return isTable && isRead ? rowAsRecord() : Arrays.copyOfRange(at.bytes(), at.from(), at.to());
    }

    private byte[] rowAsRecord() {
        Label label = parser.label();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("inferenceId", parser.joinId());
        if (label.retracted()) {
            node.put("retracted", true);
        } else {
            node.put("label", label.values().get(0));
        }
        if (isTimed) {
            node.put("labelTime", Instant.ofEpochMilli(label.timeMs()).toString());
        }
        if (!label.endpoint().isEmpty()) {
            node.put("endpoint", label.endpoint());
        }
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
