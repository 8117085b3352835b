package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CaptureOracle.Read;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parser against a second, independent reader. */
class CaptureDifferentialTest {
    private static final int GENERATED = 20_000;
    private static final int MUTATIONS = 200_000;
    private static final List<String> DICTIONARY = List.of(
            "\"",
            "\\",
            "\\\"",
            "\\n",
            "\\u0000",
            "\\ud800",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "NaN",
            "-Infinity",
            "1e999",
            "0",
            "-",
            ".",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\"data\":",
            "\"encoding\":\"JSON\"",
            "\"inferenceId\":\"x\",",
            "{\\\"instances\\\":[",
            "]}",
            "[[1],[2]]",
            "\u00e4",
            "\ud83d\ude00",
            "\u0000");

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
            byte[] mutated = mutate(corpus.get(random.nextInt(corpus.size())), random, corpus);
            read += agreement.assertAgreementOn(mutated, "seed " + seed + ", mutation " + i) instanceof Read ? 1 : 0;
        }

        // Both outcomes must be common, or the test says little.
        assertThat(read).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }

    private static byte[] mutate(byte[] base, Random random, List<byte[]> corpus) {
        byte[] mutated = base;
        int steps = 1 + random.nextInt(3);
        for (int s = 0; s < steps && mutated.length > 0; s++) {
            int at = random.nextInt(mutated.length);
            int to = Math.min(mutated.length, at + random.nextInt(12));
            byte[] token = DICTIONARY.get(random.nextInt(DICTIONARY.size())).getBytes(StandardCharsets.UTF_8);
            mutated = switch (random.nextInt(7)) {
                case 0 -> spliced(mutated, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 1 -> spliced(mutated, at, at + 1, new byte[] {(byte) (32 + random.nextInt(95))});
                case 2 -> spliced(mutated, at, to, new byte[0]);
                case 3 -> spliced(mutated, at, at, slice(mutated, at, to));
                case 4 -> spliced(mutated, at, at, token);
                case 5 -> spliced(mutated, at, to, token);
                default -> tail(mutated, at, corpus.get(random.nextInt(corpus.size())), random);
            };
        }
        return mutated;
    }

    private static byte[] tail(byte[] bytes, int at, byte[] other, Random random) {
        byte[] rest = slice(other, Math.min(at, other.length), other.length);
        return random.nextInt(4) == 0 ? slice(bytes, 0, at) : spliced(bytes, at, bytes.length, rest);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] result = new byte[bytes.length - (to - from) + middle.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }
}
