package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CaptureOracle.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parser against a second, independent reader. */
class CaptureDifferentialTest {
    private static final int GENERATED = 20_000;
    private static final int MUTATIONS = Integer.getInteger("tidemark.fuzz.mutations", 100_000);

    private final CaptureAgreement agreement = new CaptureAgreement();

    @Test
    void parserAgreesOnEveryRealRecord() {
        List<byte[]> corpus = CaptureCorpus.all();

        long read = corpus.stream()
                .filter(bytes -> agreement.assertAgreementOn(bytes, "real record") instanceof Read)
                .count();

        // 19 are damaged or no captures: 8 of adult, 5 with a placeholder for the time, 5 ground truths with the same,
        // and the batch record without an input.
        assertThat(corpus).hasSize(315);
        assertThat(read).isEqualTo(296);
    }

    @Test
    void parserReadsEveryGeneratedRecordAsTheOracleDoes() {
        long seed = 20_260_305L;
        RandomCaptures captures = new RandomCaptures(new Random(seed));

        for (int i = 0; i < GENERATED; i++) {
            agreement.assertAgreementOn(captures.next(), "seed " + seed + ", record " + i);
        }
    }

    @Test
    void parserAgreesOnMutatedRecordsAndNeverThrows() {
        long seed = 77_001L;
        Random random = new Random(seed);
        RandomCaptures captures = new RandomCaptures(random);
        List<byte[]> corpus = new ArrayList<>(CaptureCorpus.all());
        Stream.generate(captures::next).limit(1_000).forEach(corpus::add);
        int read = 0;

        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = Mutations.mutate(corpus.get(random.nextInt(corpus.size())), random, corpus);
            read += agreement.assertAgreementOn(mutated, "seed " + seed + ", mutation " + i) instanceof Read ? 1 : 0;
        }

        // Both outcomes must be common, or the test says little.
        assertThat(read).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }
}
