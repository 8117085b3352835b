package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.JudgedWindow;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.episode.VerdictStream.Source;
import io.tidemark.core.episode.WindowGathering;
import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.wire.avro.EpisodeCommand;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.OperationReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.RuleVerdict;
import io.tidemark.wire.avro.Violation;
import io.tidemark.wire.avro.WindowVerdict;
import io.tidemark.wire.codec.CommandCodec;
import io.tidemark.wire.codec.OperationCodec;
import java.util.List;
import java.util.Optional;

/** What each input topic says, as pieces. */
final class Pieces {
    /** The watch that tells of captures which Kafka deleted unread: it has no windows and belongs to no endpoint. */
    static final String LOST_INPUT = "lost-input";

    private static final int ONLY_REVISION = 1;

    private Pieces() {}

    static Piece of(Report part, long seenMs) {
        VerdictStream stream =
                new VerdictStream(part.getEndpoint(), part.getVariant(), part.getSegment(), Source.DRIFT);
        return new Piece.Reported(
                new Piece.Place(stream, part.getWindowStart(), ONLY_REVISION),
                true,
                new WindowGathering.Part(
                        part.getPart(),
                        part.getParts(),
                        alarms(part.getOutcomes()),
                        isJudged(part.getState()),
                        part.getWindowEnd(),
                        seenMs),
                unanswered(stream, part.getOutcomes()));
    }

    static Piece of(ModelReport part, long seenMs) {
        VerdictStream stream =
                new VerdictStream(part.getEndpoint(), part.getVariant(), part.getSegment(), Source.MODEL);
        return new Piece.Reported(
                new Piece.Place(stream, part.getWindowStart(), part.getRevision()),
                part.getStatus().equals("FINAL"),
                new WindowGathering.Part(
                        part.getPart(),
                        part.getParts(),
                        alarms(part.getOutcomes()),
                        isJudged(part.getState()),
                        part.getWindowEnd(),
                        seenMs),
                unanswered(stream, part.getOutcomes()));
    }

    static Piece of(Violation violation, long seenMs) {
        if (violation.getCode().equals(CheckType.SC002.name())) {
            return lostInput(violation, seenMs);
        }
        boolean isOfModel = CheckType.ofCode(violation.getCode()).isOfModels();
        VerdictStream stream = new VerdictStream(
                violation.getEndpoint(),
                violation.getVariant(),
                violation.getSegment(),
                isOfModel ? Source.MODEL : Source.DRIFT);
        int revision = isOfModel ? violation.getRevision() : ONLY_REVISION;
        return new Piece.Violated(
                new Piece.Place(stream, violation.getWindowStart(), revision),
                violation.getWindowEnd(),
                observation(stream, violation),
                seenMs);
    }

    /** It is on no report: the moment at which it was told stands for its window. */
    private static Piece lostInput(Violation violation, long seenMs) {
        VerdictStream stream = new VerdictStream("", LOST_INPUT, "", Source.OPERATIONS);
        return new Piece.Whole(
                new JudgedWindow(stream, seenMs, seenMs + 1, false, List.of(observation(stream, violation)), seenMs));
    }

    static Piece of(OperationReport report, long seenMs) {
        return new Piece.Whole(OperationCodec.toDomain(report).toWindow(seenMs));
    }

    /** Returns the command, or empty for one of a later release. */
    static Optional<Piece> of(EpisodeCommand record) {
        return CommandCodec.toDomain(record)
                .map(command ->
                        new Piece.Said(CommandCodec.stream(record), new ContentHash(record.getEpisode()), command));
    }

    private static Observation observation(VerdictStream stream, Violation violation) {
        Fingerprint about = new Fingerprint(
                stream, violation.getCode(), violation.getFeature(), violation.getMetric(), violation.getFacet());
        return new Observation(
                about,
                new ContentHash(violation.getId()),
                Severity.valueOf(violation.getSeverity().name()),
                violation.getValue(),
                violation.getThreshold(),
                violation.getDescription(),
                new ContentHash(violation.getBaselineHash()));
    }

    private static boolean isJudged(WindowVerdict state) {
        return state == WindowVerdict.OK || state == WindowVerdict.ALARM;
    }

    private static long alarms(List<RuleVerdict> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.getState() == RuleAnswer.ALARM)
                .count();
    }

    private static List<Long> unanswered(VerdictStream stream, List<RuleVerdict> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.getState() == RuleAnswer.INSUFFICIENT_DATA)
                .map(outcome -> ShortForm.of(about(stream, outcome)))
                .toList();
    }

    /** What a rule on models is about stands in its violations as the facet too. */
    private static Fingerprint about(VerdictStream stream, RuleVerdict outcome) {
        String facet = stream.source() == Source.MODEL ? outcome.getFeature() : "";
        return new Fingerprint(stream, outcome.getCode(), outcome.getFeature(), outcome.getMetric(), facet);
    }
}
