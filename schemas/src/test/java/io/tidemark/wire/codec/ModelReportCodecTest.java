package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.quality.ModelReport;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.ModelSamples;
import io.tidemark.wire.RecordKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ModelReportCodecTest {
    private static final AvroSerde<io.tidemark.wire.avro.ModelReport> SERDE =
            AvroSerde.of(io.tidemark.wire.avro.ModelReport.class);

    @Test
    void everyReportComesBackEqual() {
        for (long seed = 0; seed < 200; seed++) {
            ModelReport report = new ModelSamples(seed).report((int) (seed % 4), (int) (seed % 3) * 700);

            assertThat(ModelReportCodec.toDomain(sent(report)))
                    .as("seed " + seed)
                    .isEqualTo(report);
        }
    }

    @Test
    void orderAndRepetitionOfPartsDoNotMatter() {
        ModelReport report = new ModelSamples(1).report(2, 5_000);
        List<io.tidemark.wire.avro.ModelReport> parts = sent(report);
        parts.addAll(sent(report));
        Collections.shuffle(parts, new Random(1));

        assertThat(ModelReportCodec.toDomain(parts)).isEqualTo(report);
    }

    @Test
    void attributionsAreCutIntoBlocks() {
        assertThat(ModelReportCodec.toAvro(new ModelSamples(2).report(1, 0))).hasSize(1);
        assertThat(ModelReportCodec.toAvro(new ModelSamples(2).report(1, 1_024)))
                .hasSize(1);
        assertThat(ModelReportCodec.toAvro(new ModelSamples(2).report(1, 1_025)))
                .hasSize(2)
                .extracting(part -> part.getAttributions().size())
                .containsExactly(1_024, 1);
        assertThat(ModelReportCodec.toAvro(new ModelSamples(2).report(1, 10_000)))
                .hasSize(10);
    }

    @Test
    void partsShareTheirKey() {
        assertThat(ModelReportCodec.toAvro(new ModelSamples(3).report(1, 3_000)).stream()
                        .map(RecordKeys::of)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void keyIsWindowAndSegment() {
        io.tidemark.wire.avro.ModelReport part = io.tidemark.wire.avro.ModelReport.newBuilder(
                        ModelReportCodec.toAvro(new ModelSamples(3).report(0, 0))
                                .get(0))
                .setEndpoint("churn")
                .setVariant("blue")
                .setWindowStart(0)
                .setSegment("a/b")
                .build();

        assertThat(RecordKeys.of(part)).isEqualTo("churn/blue/0/a%2Fb");
    }

    @Test
    void recordOfTheLargestModelStaysBelowHalfAMebibyte() {
        for (io.tidemark.wire.avro.ModelReport part : ModelReportCodec.toAvro(new ModelSamples(4).largest(10_000))) {
            byte[] bytes = SERDE.serializer().serialize("model-reports", part);

            assertThat(bytes.length).as("part " + part.getPart()).isLessThanOrEqualTo(512 * 1024);
        }
    }

    @Test
    void missingPartIsNamed() {
        List<io.tidemark.wire.avro.ModelReport> parts = sent(new ModelSamples(5).report(1, 3_000));
        parts.remove(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReportCodec.toDomain(parts))
                .withMessageContaining("part 1 of 3 is missing");
    }

    @Test
    void noPartIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReportCodec.toDomain(List.of()))
                .withMessageContaining("found no part");
    }

    @Test
    void partsOfTwoRevisionsAreRefused() {
        List<io.tidemark.wire.avro.ModelReport> parts = sent(new ModelSamples(6).report(1, 2_000));
        int revision = parts.get(1).getRevision();
        parts.set(
                1,
                io.tidemark.wire.avro.ModelReport.newBuilder(parts.get(1))
                        .setRevision(revision + 1)
                        .build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReportCodec.toDomain(parts))
                .withMessageContaining("parts of two evaluations");
    }

    @Test
    void wordsOfALaterReleaseAreNamed() {
        List<io.tidemark.wire.avro.ModelReport> parts = sent(new ModelSamples(7).largest(1));
        parts.get(0).getFigures().get(0).put("kind", "GUESS");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReportCodec.toDomain(parts))
                .withMessageContaining("FigureKind 'GUESS' is not known to this release");
    }

    private static List<io.tidemark.wire.avro.ModelReport> sent(ModelReport report) {
        List<io.tidemark.wire.avro.ModelReport> parts = new ArrayList<>();
        for (io.tidemark.wire.avro.ModelReport part : ModelReportCodec.toAvro(report)) {
            byte[] bytes = SERDE.serializer().serialize("model-reports", part);
            parts.add(SERDE.deserializer().deserialize("model-reports", bytes));
        }
        return parts;
    }
}
