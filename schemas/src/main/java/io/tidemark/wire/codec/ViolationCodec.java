package io.tidemark.wire.codec;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.window.WindowKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Violations, which carry their evidence and the offsets of the records behind it. A record stays within
 * {@value #MAX_BYTES} bytes by giving up exact offsets ({@link SourceCodec}); counts are never cut.
 */
public final class ViolationCodec {
    /** Most bytes of an encoded violation, unless its evidence or its texts alone are larger. */
    public static final int MAX_BYTES = 32 * 1024;

    /** More than all fields of a fixed size, hashes and lengths need. */
    private static final int HEAD_BYTES = 640;

    private ViolationCodec() {}

    /**
     * Returns the record of a violation.
     *
     * @param violation the rule that fired
     * @param sources the captured records of the window, one entry per input partition; may be empty
     */
    public static io.tidemark.wire.avro.Violation toAvro(Violation violation, List<SourceRanges> sources) {
        RuleOutcome outcome = violation.outcome();
        byte[] evidence = violation.evidence().bytes();
        return io.tidemark.wire.avro.Violation.newBuilder()
                .setId(violation.id().hex())
                .setRevision(violation.revision())
                .setEndpoint(violation.window().endpoint())
                .setVariant(violation.window().variant())
                .setWindowStart(violation.window().startMs())
                .setWindowEnd(violation.windowEndMs())
                .setSegment(violation.segment())
                .setFacet(violation.facet())
                .setStatus(violation.status().name())
                .setCode(outcome.code())
                .setCheckType(violation.checkType())
                .setSeverity(SeverityCodec.toAvro(violation.severity()))
                .setFeature(outcome.feature())
                .setMetric(outcome.metric())
                .setState(OutcomeCodec.toAvro(outcome.state()))
                .setValue(outcome.value())
                .setThreshold(outcome.threshold())
                .setDirection(OutcomeCodec.toAvro(outcome.direction()))
                .setEffect(outcome.effect())
                .setDescription(violation.description())
                .setRows(violation.rows())
                .setBaselineHash(violation.baselineHash().hex())
                .setConfigHash(violation.configHash().hex())
                .setVerdictHash(violation.verdictHash().hex())
                .setEvidence(ByteBuffer.wrap(evidence))
                .setSources(SourceCodec.toAvro(sources, budget(violation, evidence.length)))
                .build();
    }

    /** Returns the violation; its sources are read by {@link #sources}. */
    public static Violation toDomain(io.tidemark.wire.avro.Violation record) {
        return new Violation(
                new ContentHash(record.getId()),
                record.getRevision(),
                new WindowKey(record.getEndpoint(), record.getVariant(), record.getWindowStart()),
                record.getWindowEnd(),
                record.getSegment(),
                record.getFacet(),
                VerdictStatus.valueOf(record.getStatus()),
                outcome(record),
                record.getCheckType(),
                SeverityCodec.toDomain(record.getSeverity()),
                record.getDescription(),
                record.getRows(),
                new ContentHash(record.getBaselineHash()),
                new ContentHash(record.getConfigHash()),
                new ContentHash(record.getVerdictHash()),
                new Violation.Evidence(Buffers.bytes(record.getEvidence())));
    }

    /** Returns the captured records behind a violation, by input partition ascending. */
    public static List<SourceRanges> sources(io.tidemark.wire.avro.Violation record) {
        return SourceCodec.toDomain(record.getSources());
    }

    private static RuleOutcome outcome(io.tidemark.wire.avro.Violation record) {
        return new RuleOutcome(
                record.getCode(),
                record.getFeature(),
                record.getMetric(),
                OutcomeCodec.toDomain(record.getState()),
                record.getValue(),
                record.getThreshold(),
                OutcomeCodec.toDomain(record.getDirection()),
                record.getEffect());
    }

    private static int budget(Violation violation, int evidenceBytes) {
        RuleOutcome outcome = violation.outcome();
        int texts = 0;
        for (String text : List.of(
                violation.window().endpoint(),
                violation.window().variant(),
                violation.segment(),
                violation.facet(),
                violation.checkType(),
                violation.description(),
                outcome.code(),
                outcome.feature(),
                outcome.metric())) {
            texts += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return MAX_BYTES - HEAD_BYTES - texts - evidenceBytes;
    }
}
