package io.tidemark.wire.codec;

import io.tidemark.core.evaluation.Severity;
import io.tidemark.wire.avro.SeverityLevel;

/** Severities on the wire. */
final class SeverityCodec {
    private SeverityCodec() {}

    static SeverityLevel toAvro(Severity severity) {
        return switch (severity) {
            case MINOR -> SeverityLevel.MINOR;
            case MAJOR -> SeverityLevel.MAJOR;
            case CRITICAL -> SeverityLevel.CRITICAL;
        };
    }

    static Severity toDomain(SeverityLevel severity) {
        return switch (severity) {
            case MINOR -> Severity.MINOR;
            case MAJOR -> Severity.MAJOR;
            case CRITICAL -> Severity.CRITICAL;
        };
    }
}
