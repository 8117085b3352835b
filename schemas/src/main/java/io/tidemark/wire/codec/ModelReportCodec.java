package io.tidemark.wire.codec;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.model.Problem;
import io.tidemark.core.quality.AttributionFigures;
import io.tidemark.core.quality.ClassMatrix;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.quality.ModelWindow;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.avro.AttributionFigure;
import io.tidemark.wire.avro.RuleVerdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An evaluation of a window against a model baseline as records: a summary (part 0) with everything and the first {@value
 * #BLOCK_FEATURES} attributions, and a part for each further block of them, so that no record grows with the number of
 * features. Everything else is bounded: 100 classes, 32 facets, 200 points of a curve.
 */
public final class ModelReportCodec {
    /** Attributions of one part. */
    public static final int BLOCK_FEATURES = 1_024;

    private ModelReportCodec() {}

    /** Returns the parts in order, the summary first; to be sent in one transaction. */
    public static List<io.tidemark.wire.avro.ModelReport> toAvro(ModelReport report) {
        List<AttributionFigure> features = report.attributions().features().stream()
                .map(feature -> new AttributionFigure(feature.name(), feature.live(), feature.baseline()))
                .toList();
        int parts = Math.max(1, (features.size() + BLOCK_FEATURES - 1) / BLOCK_FEATURES);
        List<io.tidemark.wire.avro.ModelReport> records = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            int from = part * BLOCK_FEATURES;
            io.tidemark.wire.avro.ModelReport.Builder record = head(report)
                    .setPart(part)
                    .setParts(parts)
                    .setAttributions(features.subList(from, Math.min(features.size(), from + BLOCK_FEATURES)));
            records.add((part == 0 ? summary(record, report) : rest(record)).build());
        }
        return records;
    }

    /**
     * Returns the report of all its parts, in any order; the same part twice is taken once.
     *
     * @throws IllegalArgumentException if a part is missing, or parts are of different evaluations
     */
    public static ModelReport toDomain(Collection<io.tidemark.wire.avro.ModelReport> parts) {
        Map<Integer, io.tidemark.wire.avro.ModelReport> byPart = requireComplete(parts);
        List<AttributionFigures.Feature> features = new ArrayList<>();
        byPart.values()
                .forEach(part -> part.getAttributions()
                        .forEach(each -> features.add(
                                new AttributionFigures.Feature(each.getName(), each.getLive(), each.getBaseline()))));
        io.tidemark.wire.avro.ModelReport summary = byPart.values().iterator().next();
        return new ModelReport(
                window(summary),
                summary.getWindowEnd(),
                new ContentHash(summary.getBaselineHash()),
                new ContentHash(summary.getConfigHash()),
                problem(summary.getProblem()),
                ReportCodec.toDomain(summary.getState()),
                summary.getEligible(),
                summary.getLabelled(),
                summary.getUnusable(),
                summary.getFigures().stream().map(FigureCodec::toDomain).toList(),
                new ClassMatrix(summary.getClasses(), summary.getMatrix()),
                summary.getCurves().stream().map(FigureCodec::toDomain).toList(),
                summary.getFacets().stream().map(FigureCodec::toDomain).toList(),
                new AttributionFigures(
                        summary.getAttributionRows(), summary.getRankingGain(), summary.getRankingNoise(), features),
                outcomes(summary),
                new ContentHash(summary.getVerdictHash()));
    }

    private static io.tidemark.wire.avro.ModelReport.Builder head(ModelReport report) {
        ModelWindow window = report.window();
        return io.tidemark.wire.avro.ModelReport.newBuilder()
                .setEndpoint(window.window().endpoint())
                .setVariant(window.window().variant())
                .setWindowStart(window.window().startMs())
                .setWindowEnd(report.windowEndMs())
                .setSegment(window.segment())
                .setRevision(window.revision())
                .setStatus(window.status().name())
                .setExpired(window.expired())
                .setUnmatched(window.unmatched())
                .setBaselineHash(report.modelHash().hex())
                .setConfigHash(report.configHash().hex())
                .setVerdictHash(report.verdictHash().hex())
                .setState(ReportCodec.toAvro(report.state()))
                .setProblem(report.problem().map(Problem::name).orElse(""))
                .setEligible(report.eligible())
                .setLabelled(report.labelled())
                .setUnusable(report.unusable())
                .setAttributionRows(report.attributions().rows())
                .setRankingGain(report.attributions().rankingGain())
                .setRankingNoise(report.attributions().rankingNoise());
    }

    private static io.tidemark.wire.avro.ModelReport.Builder summary(
            io.tidemark.wire.avro.ModelReport.Builder record, ModelReport report) {
        List<RuleVerdict> outcomes = new ArrayList<>();
        for (RuleOutcome outcome : report.outcomes()) {
            outcomes.add(OutcomeCodec.toAvro(outcome, outcomes.size()));
        }
        return record.setFigures(
                        report.figures().stream().map(FigureCodec::toAvro).toList())
                .setClasses(report.matrix().classes())
                .setMatrix(report.matrix().cells())
                .setCurves(report.curves().stream().map(FigureCodec::toAvro).toList())
                .setFacets(report.facets().stream().map(FigureCodec::toAvro).toList())
                .setOutcomes(outcomes);
    }

    private static io.tidemark.wire.avro.ModelReport.Builder rest(io.tidemark.wire.avro.ModelReport.Builder record) {
        return record.setFigures(List.of())
                .setClasses(List.of())
                .setMatrix(List.of())
                .setCurves(List.of())
                .setFacets(List.of())
                .setOutcomes(List.of());
    }

    private static ModelWindow window(io.tidemark.wire.avro.ModelReport summary) {
        return new ModelWindow(
                new WindowKey(summary.getEndpoint(), summary.getVariant(), summary.getWindowStart()),
                summary.getSegment(),
                summary.getRevision(),
                summary.getStatus().equals(VerdictStatus.FINAL.name()),
                summary.getExpired(),
                summary.getUnmatched());
    }

    private static Optional<Problem> problem(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(Problem.valueOf(name));
    }

    private static List<RuleOutcome> outcomes(io.tidemark.wire.avro.ModelReport summary) {
        return summary.getOutcomes().stream()
                .sorted(Comparator.comparingInt(RuleVerdict::getPosition))
                .map(OutcomeCodec::toDomain)
                .toList();
    }

    private static Map<Integer, io.tidemark.wire.avro.ModelReport> requireComplete(
            Collection<io.tidemark.wire.avro.ModelReport> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a model report has at least its summary, found no part");
        }
        io.tidemark.wire.avro.ModelReport first = parts.iterator().next();
        for (io.tidemark.wire.avro.ModelReport part : parts) {
            if (!isSameEvaluation(first, part)) {
                throw new IllegalArgumentException(name(first) + ": parts of two evaluations, revision "
                        + first.getRevision() + " in " + first.getParts() + " parts and revision " + part.getRevision()
                        + " in " + part.getParts());
            }
        }
        return Parts.complete(
                parts,
                io.tidemark.wire.avro.ModelReport::getPart,
                first.getParts(),
                part -> name(first) + ": part " + part + " of " + first.getParts() + " is missing");
    }

    private static boolean isSameEvaluation(
            io.tidemark.wire.avro.ModelReport first, io.tidemark.wire.avro.ModelReport part) {
        return window(first).equals(window(part))
                && first.getVerdictHash().equals(part.getVerdictHash())
                && first.getParts() == part.getParts();
    }

    private static String name(io.tidemark.wire.avro.ModelReport part) {
        String segment = part.getSegment().isEmpty() ? "" : ", segment " + part.getSegment();
        return "model report of " + part.getEndpoint() + "/" + part.getVariant() + " at " + part.getWindowStart()
                + segment;
    }
}
