package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Parses captures by one form and shows what came of them. */
final class FormParser {
    private final CaptureParser parser;
    private final CapturedRecord captured = new CapturedRecord();

    FormParser(CaptureForm form) {
        parser = new CaptureParser(form, CaptureLimits.DEFAULT);
    }

    CaptureParser parser() {
        return parser;
    }

    CapturedRecord captured() {
        return captured;
    }

    /** Parses a capture that must be read. */
    CapturedRecord read(CaptureText capture) {
        return read(capture.bytes());
    }

    CapturedRecord read(byte[] bytes) {
        assertThat(parser.parse(bytes, 0, bytes.length, captured))
                .as(
                        "%s %s, record %s",
                        captured.outcome(), captured.detail(), new String(bytes, StandardCharsets.UTF_8))
                .isTrue();
        assertThat(captured.outcome()).isEqualTo(CaptureOutcome.PARSED);
        return captured;
    }

    List<String> input(CaptureText capture) {
        return RowText.of(read(capture).input());
    }

    List<String> output(CaptureText capture) {
        return RowText.of(read(capture).output());
    }

    /** What became of a capture that must not be counted. */
    CaptureOutcome outcome(CaptureText capture) {
        byte[] bytes = capture.bytes();
        assertThat(parser.parse(bytes, 0, bytes.length, captured)).isFalse();
        return captured.outcome();
    }

    void assertRefused(CaptureText capture, Rejection reason, String detail) {
        assertThat(outcome(capture)).isEqualTo(CaptureOutcome.REJECTED);
        assertThat(captured.rejection()).as(captured.detail()).isEqualTo(reason);
        assertThat(captured.detail()).contains(detail);
    }
}
