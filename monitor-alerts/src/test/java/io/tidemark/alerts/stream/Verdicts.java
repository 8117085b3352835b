package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BadSide;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.RuleVerdict;
import io.tidemark.wire.avro.SeverityLevel;
import io.tidemark.wire.avro.Violation;
import io.tidemark.wire.avro.WindowVerdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records of reports and violations as the live applications write them: windows of an hour, by number. */
final class Verdicts {
    static final long HOUR = 3_600_000;

    private static final String BASELINE = hash("baseline");

    static {
        // Avro makes instances of the generated classes only once the serdes have vouched for them.
        if (new Topics().all().isEmpty()) {
            throw new AssertionError("no topics");
        }
    }

    private Verdicts() {}

    /** The parts of a drift report: a summary, and a block of each 64 features of those that alarm. */
    static List<Report> report(String endpoint, int window, List<String> alarming) {
        int parts = 1 + (alarming.size() + 63) / 64;
        List<Report> all = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            List<String> features =
                    part == 0 ? List.of() : alarming.subList((part - 1) * 64, Math.min(alarming.size(), part * 64));
            all.add(part(endpoint, window, part, parts, features));
        }
        return all;
    }

    private static Report part(String endpoint, int window, int part, int parts, List<String> alarming) {
        return Report.newBuilder()
                .setEndpoint(endpoint)
                .setVariant("blue")
                .setWindowStart(window * HOUR)
                .setWindowEnd((window + 1) * HOUR)
                .setPart(part)
                .setParts(parts)
                .setBaselineHash(BASELINE)
                .setConfigHash("")
                .setVerdictHash("")
                .setState(parts == 1 ? WindowVerdict.OK : WindowVerdict.ALARM)
                .setRecords(1)
                .setRows(1)
                .setExtraColumnRows(0)
                .setMissingColumnRows(0)
                .setOutcomes(alarming.stream()
                        .map(feature -> outcome("DR002", feature, "ks", RuleAnswer.ALARM))
                        .toList())
                .setFeatures(List.of())
                .build();
    }

    /** The violations of the window: one for each feature. */
    static List<Violation> violations(String endpoint, int window, List<String> features, SeverityLevel severity) {
        return features.stream()
                .map(feature -> violation(endpoint, window, "DR002", feature, severity)
                        .setMetric("ks")
                        .build())
                .toList();
    }

    /** A report of a model, in one part, with one rule on quality and its answer. */
    static ModelReport model(int window, int revision, boolean isFinal, RuleAnswer answer) {
        return ModelReport.newBuilder()
                .setEndpoint("churn")
                .setVariant("blue")
                .setWindowStart(window * HOUR)
                .setWindowEnd((window + 1) * HOUR)
                .setPart(0)
                .setParts(1)
                .setRevision(revision)
                .setStatus(isFinal ? "FINAL" : "PROVISIONAL")
                .setBaselineHash(BASELINE)
                .setConfigHash("")
                .setVerdictHash("")
                .setState(answer == RuleAnswer.ALARM ? WindowVerdict.ALARM : WindowVerdict.OK)
                .setProblem("BINARY")
                .setEligible(10)
                .setLabelled(5)
                .setUnusable(0)
                .setExpired(0)
                .setUnmatched(0)
                .setFigures(List.of())
                .setClasses(List.of())
                .setMatrix(List.of())
                .setCurves(List.of())
                .setFacets(List.of())
                .setAttributionRows(0)
                .setRankingGain(Double.NaN)
                .setRankingNoise(Double.NaN)
                .setAttributions(List.of())
                .setOutcomes(List.of(outcome("MQ001", "", "recall", answer)))
                .build();
    }

    static Violation quality(int window, int revision, boolean isFinal) {
        return violation("churn", window, "MQ001", "", SeverityLevel.MAJOR)
                .setRevision(revision)
                .setStatus(isFinal ? "FINAL" : "PROVISIONAL")
                .setMetric("recall")
                .build();
    }

    /** Captures that Kafka deleted unread. */
    static Violation lost(int number) {
        return violation("", 0, "SC002", "", SeverityLevel.CRITICAL)
                .setVariant("")
                .setId(hash("lost" + number))
                .setMetric("lost")
                .build();
    }

    private static Violation.Builder violation(
            String endpoint, int window, String code, String feature, SeverityLevel severity) {
        return Violation.newBuilder()
                .setId(hash(endpoint + window + code + feature))
                .setRevision(1)
                .setEndpoint(endpoint)
                .setVariant("blue")
                .setWindowStart(window * HOUR)
                .setWindowEnd((window + 1) * HOUR)
                .setCode(code)
                .setCheckType("")
                .setSeverity(severity)
                .setFeature(feature)
                .setState(RuleAnswer.ALARM)
                .setValue(0.3)
                .setThreshold(0.1)
                .setDirection(BadSide.BAD_WHEN_HIGHER)
                .setEffect(0.2)
                .setDescription(feature + ": moved by 0.3, above 0.1")
                .setRows(100)
                .setBaselineHash(BASELINE)
                .setConfigHash("")
                .setVerdictHash("")
                .setEvidence(ByteBuffer.allocate(0));
    }

    private static RuleVerdict outcome(String code, String feature, String metric, RuleAnswer answer) {
        return new RuleVerdict(0, code, feature, metric, answer, 0.3, 0.1, BadSide.BAD_WHEN_HIGHER, 0.2);
    }

    private static String hash(String text) {
        return ContentHash.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
