package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.window.OffsetRanges;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.Samples;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.SourceOffsets;
import io.tidemark.wire.avro.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ViolationCodecTest {
    private static final AvroSerde<Violation> SERDE = AvroSerde.of(Violation.class);

    @Test
    void everyViolationComesBackEqual() {
        for (long seed = 0; seed < 300; seed++) {
            Samples samples = new Samples(seed);
            var violation = samples.violation((int) (seed * 10));

            Violation read = overTheWire(ViolationCodec.toAvro(violation, sources(samples, 3, 5)));

            assertThat(ViolationCodec.toDomain(read)).as("seed " + seed).isEqualTo(violation);
            assertThat(ViolationCodec.toDomain(read))
                    .as("seed " + seed + ", read a second time")
                    .isEqualTo(violation);
        }
    }

    @Test
    void sourcesComeBackByPartitionWithTheirRanges() {
        Samples samples = new Samples(1);
        List<SourceRanges> sources = sources(samples, 4, 10);
        List<SourceRanges> reversed = new ArrayList<>(sources);
        Collections.reverse(reversed);

        Violation read = overTheWire(ViolationCodec.toAvro(samples.violation(100), reversed));

        List<SourceRanges> back = ViolationCodec.sources(read);
        assertThat(back).extracting(SourceRanges::partition).containsExactly(0, 1, 2, 3);
        for (int i = 0; i < sources.size(); i++) {
            assertThat(back.get(i).offsets().ranges())
                    .isEqualTo(sources.get(i).offsets().ranges());
            assertThat(back.get(i).offsets().isExact()).isTrue();
        }
    }

    @Test
    void rangesThatWereJoinedStayInexact() {
        OffsetRanges joined = new OffsetRanges();
        for (int i = 0; i <= OffsetRanges.MAX_RANGES; i++) {
            joined.add(i * 3L);
        }
        Samples samples = new Samples(2);

        Violation read = ViolationCodec.toAvro(samples.violation(10), List.of(new SourceRanges(5, joined)));

        assertThat(ViolationCodec.sources(read).get(0).offsets().isExact()).isFalse();
    }

    @Test
    void partitionWithMoreThan256RangesIsOneCoveringRange() {
        Samples samples = new Samples(3);
        OffsetRanges many = samples.offsets(257);
        OffsetRanges most = samples.offsets(256);

        Violation record = ViolationCodec.toAvro(
                samples.violation(10), List.of(new SourceRanges(0, many), new SourceRanges(1, most)));

        SourceOffsets covered = record.getSources().get(0);
        assertThat(covered.getExact()).isFalse();
        assertThat(covered.getRanges())
                .containsExactly(new OffsetRange(
                        many.ranges().get(0).from(), many.ranges().get(256).to()));
        assertThat(record.getSources().get(1).getRanges()).hasSize(256);
        assertThat(record.getSources().get(1).getExact()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"12, 4000", "12, 256", "12, 200", "48, 256", "200, 100", "500, 2", "1, 256", "0, 0"})
    void violationWith6KilobytesOfEvidenceStaysWithin32Kibibytes(int partitions, int ranges) {
        Samples samples = new Samples(partitions * 31L + ranges);

        Violation record = ViolationCodec.toAvro(samples.violation(6_000), sources(samples, partitions, ranges));

        assertThat(bytes(record)).hasSizeLessThanOrEqualTo(ViolationCodec.MAX_BYTES);
        assertThat(record.getSources()).hasSize(partitions);
    }

    @Test
    void exactRangesGiveWayOnlyWhereTheyHaveTo() {
        Samples samples = new Samples(4);

        Violation record = ViolationCodec.toAvro(samples.violation(6_000), sources(samples, 12, 256));

        assertThat(record.getSources())
                .anySatisfy(source -> assertThat(source.getExact()).isTrue());
        assertThat(record.getSources())
                .anySatisfy(source -> assertThat(source.getExact()).isFalse());
        assertThat(bytes(record)).hasSizeGreaterThan(24 * 1024);
    }

    @Test
    void partitionWithoutOffsetsIsLeftOut() {
        Samples samples = new Samples(5);

        Violation record =
                ViolationCodec.toAvro(samples.violation(10), List.of(new SourceRanges(0, new OffsetRanges())));

        assertThat(record.getSources()).isEmpty();
    }

    @Test
    void whatTheDomainDoesNotKnowYetHasItsDefault() {
        Violation record = ViolationCodec.toAvro(new Samples(6).violation(10), List.of());

        assertThat(record.getEValue()).isNull();
    }

    @Test
    void segmentFacetRevisionAndStatusAreNamed() {
        io.tidemark.core.evaluation.Violation violation = new Samples(7).violation(10);

        Violation record = ViolationCodec.toAvro(violation, List.of());

        assertThat(record.getSegment()).isEqualTo(violation.segment());
        assertThat(record.getFacet()).isEqualTo(violation.facet());
        assertThat(record.getRevision()).isEqualTo(violation.revision());
        assertThat(record.getStatus()).isEqualTo(violation.status().name());
    }

    @Test
    void rangesOutOfOrderAreRefused() {
        SourceOffsets wrong = new SourceOffsets(3, true, List.of(new OffsetRange(10L, 20L), new OffsetRange(15L, 30L)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceCodec.toDomain(List.of(wrong)))
                .withMessageContaining("partition 3")
                .withMessageContaining("15 to 30");
    }

    private static List<SourceRanges> sources(Samples samples, int partitions, int ranges) {
        List<SourceRanges> sources = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            sources.add(new SourceRanges(partition, samples.offsets(ranges)));
        }
        return sources;
    }

    private static Violation overTheWire(Violation record) {
        return SERDE.deserializer().deserialize("violations", bytes(record));
    }

    private static byte[] bytes(Violation record) {
        return SERDE.serializer().serialize("violations", record);
    }
}
