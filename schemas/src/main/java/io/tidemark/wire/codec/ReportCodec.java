package io.tidemark.wire.codec;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.avro.FeatureFigures;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleVerdict;
import io.tidemark.wire.avro.WindowVerdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A window's report as records: a summary (part 0) and one part per block of {@value #BLOCK_FEATURES} features, so that no
 * record grows with the number of features. An outcome stands in the part of its feature, or in the summary if it is one
 * on the whole window.
 */
public final class ReportCodec {
    /** Features of one part. */
    public static final int BLOCK_FEATURES = 64;

    private ReportCodec() {}

    /** Returns the parts in order, the summary first; to be sent in one transaction. */
    public static List<Report> toAvro(WindowReport report) {
        List<List<FeatureFigures>> features = new ArrayList<>();
        List<List<RuleVerdict>> outcomes = new ArrayList<>();
        int parts = 1 + (report.features().size() + BLOCK_FEATURES - 1) / BLOCK_FEATURES;
        for (int part = 0; part < parts; part++) {
            features.add(new ArrayList<>());
            outcomes.add(new ArrayList<>());
        }
        Map<String, Integer> partOf = new HashMap<>();
        for (int i = 0; i < report.features().size(); i++) {
            FeatureReport feature = report.features().get(i);
            int part = 1 + i / BLOCK_FEATURES;
            partOf.putIfAbsent(feature.name(), part);
            features.get(part).add(FeatureCodec.toAvro(feature));
        }
        for (int i = 0; i < report.outcomes().size(); i++) {
            RuleOutcome outcome = report.outcomes().get(i);
            outcomes.get(partOf.getOrDefault(outcome.feature(), 0)).add(OutcomeCodec.toAvro(outcome, i));
        }
        List<Report> records = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            records.add(head(report)
                    .setPart(part)
                    .setParts(parts)
                    .setFeatures(features.get(part))
                    .setOutcomes(outcomes.get(part))
                    .build());
        }
        return records;
    }

    /**
     * Returns the report of all its parts, in any order; the same part twice is taken once.
     *
     * @throws IllegalArgumentException if a part is missing, or parts are of different verdicts
     */
    public static WindowReport toDomain(Collection<Report> parts) {
        Map<Integer, Report> byPart = requireComplete(parts);
        List<FeatureReport> features = new ArrayList<>();
        List<RuleVerdict> outcomes = new ArrayList<>();
        for (Report part : byPart.values()) {
            part.getFeatures().forEach(feature -> features.add(FeatureCodec.toDomain(feature)));
            outcomes.addAll(part.getOutcomes());
        }
        outcomes.sort(Comparator.comparingInt(RuleVerdict::getPosition));
        Report summary = byPart.values().iterator().next();
        return new WindowReport(
                new WindowKey(summary.getEndpoint(), summary.getVariant(), summary.getWindowStart()),
                summary.getWindowEnd(),
                new ContentHash(summary.getBaselineHash()),
                new ContentHash(summary.getConfigHash()),
                toDomain(summary.getState()),
                summary.getRecords(),
                summary.getRows(),
                summary.getExtraColumnRows(),
                summary.getMissingColumnRows(),
                features,
                outcomes.stream().map(OutcomeCodec::toDomain).toList(),
                new ContentHash(summary.getVerdictHash()));
    }

    private static Map<Integer, Report> requireComplete(Collection<Report> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a report has at least its summary, found no part");
        }
        Report first = parts.iterator().next();
        for (Report part : parts) {
            if (!part.getVerdictHash().equals(first.getVerdictHash()) || part.getParts() != first.getParts()) {
                throw new IllegalArgumentException(name(first) + ": parts of two verdicts, " + first.getVerdictHash()
                        + " in " + first.getParts() + " parts and " + part.getVerdictHash() + " in " + part.getParts());
            }
        }
        return Parts.complete(
                parts,
                Report::getPart,
                first.getParts(),
                part -> name(first) + ": part " + part + " of " + first.getParts() + " is missing");
    }

    private static String name(Report part) {
        return "report of " + part.getEndpoint() + "/" + part.getVariant() + " at " + part.getWindowStart();
    }

    private static Report.Builder head(WindowReport report) {
        return Report.newBuilder()
                .setEndpoint(report.window().endpoint())
                .setVariant(report.window().variant())
                .setWindowStart(report.window().startMs())
                .setWindowEnd(report.windowEndMs())
                .setBaselineHash(report.baselineHash().hex())
                .setConfigHash(report.configHash().hex())
                .setVerdictHash(report.verdictHash().hex())
                .setState(toAvro(report.state()))
                .setRecords(report.records())
                .setRows(report.rows())
                .setExtraColumnRows(report.extraColumnRows())
                .setMissingColumnRows(report.missingColumnRows());
    }

    static WindowVerdict toAvro(WindowState state) {
        return switch (state) {
            case OK -> WindowVerdict.OK;
            case ALARM -> WindowVerdict.ALARM;
            case INSUFFICIENT_DATA -> WindowVerdict.INSUFFICIENT_DATA;
            case NO_DATA -> WindowVerdict.NO_DATA;
            case NO_BASELINE -> WindowVerdict.NO_BASELINE;
        };
    }

    static WindowState toDomain(WindowVerdict state) {
        return switch (state) {
            case OK -> WindowState.OK;
            case ALARM -> WindowState.ALARM;
            case INSUFFICIENT_DATA -> WindowState.INSUFFICIENT_DATA;
            case NO_DATA -> WindowState.NO_DATA;
            case NO_BASELINE -> WindowState.NO_BASELINE;
        };
    }
}
