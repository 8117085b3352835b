package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.Samples;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fault 22: no output row comes near the limit of a broker, 1 MiB, whatever the names. */
final class OutputSizeTest {
    private static final long SEED = 22;
    private static final int MOST_BYTES = 512 * 1024;
    private static final int FEATURES = 10_000;
    private static final int RULES = 10;
    private static final Topics TOPICS = new Topics();

    @Test
    void everyPartOfAReportOfTenThousandFeaturesWithLongestNamesIsSmall() {
        Samples samples = new Samples(SEED);
        List<FeatureReport> features = new ArrayList<>();
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < FEATURES; i++) {
            String name = String.format("%05d", i) + "n".repeat(251);
            features.add(samples.feature(name));
            for (int rule = 0; rule < RULES; rule++) {
                outcomes.add(samples.outcome(name));
            }
        }
        String longest = "e".repeat(256);
        WindowReport report = new WindowReport(
                new WindowKey(longest, longest, 0),
                3_600_000,
                samples.hash(),
                samples.hash(),
                WindowState.ALARM,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                features,
                outcomes,
                samples.hash());

        List<Report> parts = ReportCodec.toAvro(report);

        assertThat(parts).hasSize(1 + (FEATURES + 63) / 64);
        assertThat(parts)
                .allSatisfy(part -> assertThat(
                                TOPICS.reports().valueSerde().serializer().serialize("", part).length)
                        .isLessThan(MOST_BYTES));
    }

    @Test
    void aDeadLetterIsSmallWhateverItsRecordWas() {
        String longest = "世".repeat(1_024);
        DeadLetter letter = DeadLetter.newBuilder()
                .setTopic("t".repeat(249))
                .setPartition(Integer.MAX_VALUE)
                .setOffset(Long.MAX_VALUE)
                .setEndpoint(longest)
                .setVariant(longest)
                .setSource(longest)
                .setReason("unsupportedEncoding")
                .setDetail(longest)
                .setDigest(ContentHash.of(new byte[0]).hex())
                .setExcerpt(longest)
                .build();

        assertThat(TOPICS.deadLetters().valueSerde().serializer().serialize("", letter))
                .hasSizeLessThan(MOST_BYTES / 16);
    }
}
