package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Samples;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.FeatureFigures;
import io.tidemark.wire.avro.MeasuredDistance;
import io.tidemark.wire.avro.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportCodecTest {
    private static final Topic<String, Report> REPORTS = new Topics().reports();

    @Test
    void everyReportComesBackEqualFromItsParts() {
        for (long seed = 0; seed < 200; seed++) {
            WindowReport report = new Samples(seed).report((int) (seed % 150));
            List<Report> parts = overTheWire(ReportCodec.toAvro(report));
            Collections.shuffle(parts, new Random(seed));

            assertThat(ReportCodec.toDomain(parts)).as("seed " + seed).isEqualTo(report);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 129})
    void everyPartHoldsAtMost64Features(int features) {
        List<Report> parts = ReportCodec.toAvro(new Samples(features).report(features));

        assertThat(parts).hasSize(1 + (features + 63) / 64);
        assertThat(parts.get(0).getFeatures()).isEmpty();
        assertThat(parts).allSatisfy(part -> assertThat(part.getFeatures()).hasSizeLessThanOrEqualTo(64));
        assertThat(parts).allSatisfy(part -> assertThat(part.getParts()).isEqualTo(parts.size()));
        assertThat(parts.stream().mapToInt(part -> part.getFeatures().size()).sum())
                .isEqualTo(features);
    }

    @Test
    void outcomesStandInThePartOfTheirFeature() {
        List<Report> parts = ReportCodec.toAvro(new Samples(7).report(100));

        for (Report part : parts.subList(1, parts.size())) {
            List<String> names =
                    part.getFeatures().stream().map(FeatureFigures::getName).toList();
            assertThat(part.getOutcomes())
                    .allSatisfy(outcome -> assertThat(names).contains(outcome.getFeature()));
        }
        assertThat(parts.get(0).getOutcomes())
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.getFeature()).isEmpty());
    }

    @Test
    void outcomeOnAnUnlistedFeatureStandsInTheSummary() {
        WindowReport report = withOutcomes(new Samples(8).report(3), List.of(new Samples(9).outcome("label")));

        List<Report> parts = ReportCodec.toAvro(report);

        assertThat(parts.get(0).getOutcomes()).hasSize(1);
        assertThat(ReportCodec.toDomain(parts)).isEqualTo(report);
    }

    @Test
    void allPartsOfAReportHaveOneKey() {
        List<Report> parts = ReportCodec.toAvro(new Samples(10).report(200));

        assertThat(parts.stream().map(RecordKeys::of).distinct()).hasSize(1);
    }

    @Test
    void thePartOf64FeaturesStaysSmall() {
        int largest = bytes(ReportCodec.toAvro(new Samples(11).report(64)).get(1));

        assertThat(largest).isBetween(10_000, 48 * 1024);
    }

    @Test
    void thePartOf64FeaturesWithLongNamesAndAllRulesStaysBelow1MiB() {
        Samples samples = new Samples(12);
        List<FeatureReport> features = new ArrayList<>();
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String name = "n".repeat(250) + i;
            features.add(samples.feature(name));
            for (int rule = 0; rule < 30; rule++) {
                outcomes.add(samples.outcome(name));
            }
        }
        WindowReport report = withFeatures(samples.report(0), features, outcomes);

        assertThat(ReportCodec.toAvro(report))
                .allSatisfy(part -> assertThat(bytes(part)).isLessThan(1024 * 1024));
    }

    @Test
    void missingPartIsNamed() {
        List<Report> parts = new ArrayList<>(ReportCodec.toAvro(new Samples(13).report(130)));
        parts.remove(2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportCodec.toDomain(parts))
                .withMessageContaining("part 2 of 4 is missing");
    }

    @Test
    void partBeyondTheLastIsRefused() {
        Report summary = ReportCodec.toAvro(new Samples(14).report(0)).get(0);
        Report beyond = Report.newBuilder(summary).setPart(3).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportCodec.toDomain(List.of(summary, beyond)))
                .withMessageContaining("part 1 of 1");
    }

    @Test
    void partsOfTwoVerdictsAreRefused() {
        List<Report> parts = new ArrayList<>(ReportCodec.toAvro(new Samples(15).report(3)));
        parts.addAll(ReportCodec.toAvro(new Samples(16).report(3)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportCodec.toDomain(parts))
                .withMessageContaining("parts of two verdicts");
    }

    @Test
    void noPartIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportCodec.toDomain(List.of()))
                .withMessageContaining("found no part");
    }

    @Test
    void partReceivedTwiceIsTakenOnce() {
        WindowReport report = new Samples(17).report(70);
        List<Report> parts = new ArrayList<>(ReportCodec.toAvro(report));
        parts.addAll(ReportCodec.toAvro(report));

        assertThat(ReportCodec.toDomain(parts)).isEqualTo(report);
    }

    @Test
    void unknownDistanceIsNamed() {
        List<Report> parts = ReportCodec.toAvro(new Samples(18).report(1));
        FeatureFigures feature = parts.get(1).getFeatures().get(0);
        feature.put("distances", List.of(new MeasuredDistance("mmd", 0d, 0d, 0d, 0d, 0d)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportCodec.toDomain(parts))
                .withMessageContaining("distance 'mmd' is not known to this release");
    }

    private static List<Report> overTheWire(List<Report> parts) {
        AvroSerde<Report> serde = AvroSerde.of(Report.class);
        List<Report> read = new ArrayList<>();
        for (Report part : parts) {
            byte[] bytes = serde.serializer().serialize("reports", part);
            read.add(serde.deserializer().deserialize("reports", bytes));
        }
        return read;
    }

    private static int bytes(Report part) {
        return REPORTS.valueSerde().serializer().serialize(REPORTS.name(), part).length;
    }

    private static WindowReport withOutcomes(WindowReport report, List<RuleOutcome> outcomes) {
        return withFeatures(report, report.features(), outcomes);
    }

    private static WindowReport withFeatures(WindowReport r, List<FeatureReport> features, List<RuleOutcome> outcomes) {
        return new WindowReport(
                r.window(),
                r.windowEndMs(),
                r.baselineHash(),
                r.configHash(),
                r.state(),
                r.records(),
                r.rows(),
                r.extraColumnRows(),
                r.missingColumnRows(),
                features,
                outcomes,
                r.verdictHash());
    }
}
