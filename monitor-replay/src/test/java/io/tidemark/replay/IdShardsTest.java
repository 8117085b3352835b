package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdShardsTest {
    private static final long PLENTY = 1L << 30;

    @Test
    void everyFactComesBackUnderItsId() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        IdShards shards = new IdShards(PLENTY);
        Map<String, Long> sums = new HashMap<>();
        try (IdShards.Writer one = shards.newWriter();
                IdShards.Writer other = shards.newWriter()) {
            for (int i = 0; i < 20_000; i++) {
                String id = "id-" + random.nextInt(3_000);
                int number = random.nextInt(1_000);
                sums.merge(id, (long) number, Long::sum);
                (random.nextBoolean() ? one : other).add(bytes(id), fact(number));
            }
        }
        assertThat(drained(shards)).as("seed %d", seed).isEqualTo(sums);
        assertThat(shards.bytes()).as("what is drained is forgotten").isZero();
        assertThat(drained(shards)).isEmpty();
    }

    @Test
    void factsOfOneIdLieInOneShard() {
        IdShards shards = new IdShards(PLENTY);
        try (IdShards.Writer writer = shards.newWriter()) {
            for (int i = 0; i < 100; i++) {
                writer.add(bytes("same"), fact(i));
            }
        }
        List<Integer> sizes = new ArrayList<>();
        for (int shard = 0; shard < IdShards.SHARDS; shard++) {
            List<Integer> facts = new ArrayList<>();
            shards.drain(shard, (id, fact) -> facts.add(number(fact)));
            sizes.add(facts.size());
        }
        assertThat(sizes).contains(100).allMatch(size -> size == 0 || size == 100);
    }

    @Test
    void countedIdsSpreadOverAllShards() {
        int[] sizes = new int[IdShards.SHARDS];
        for (int i = 0; i < 64_000; i++) {
            sizes[IdShards.shardOf(bytes(String.format("adult-%06d", i)))]++;
        }
        assertThat(Arrays.stream(sizes).boxed()).allMatch(size -> size > 700 && size < 1_300);
    }

    @Test
    void anIdMayBeEmptyOrLong() {
        IdShards shards = new IdShards(PLENTY);
        String longest = "x".repeat(100_000);
        try (IdShards.Writer writer = shards.newWriter()) {
            writer.add(bytes(""), fact(1));
            writer.add(bytes(longest), fact(2));
        }
        assertThat(drained(shards)).isEqualTo(Map.of("", 1L, longest, 2L));
    }

    @Test
    void moreThanTheBudgetIsRefusedWithWhatToDo() {
        IdShards shards = new IdShards(1 << 20);
        assertThatThrownBy(() -> fill(shards, 40_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 1 MB")
                .hasMessageContaining("--label-memory")
                .hasMessageContaining("-Xmx");
        assertThatCode(() -> fill(new IdShards(1 << 20), 20_000)).doesNotThrowAnyException();
    }

    /** Each takes 32 bytes. */
    private static void fill(IdShards shards, int facts) {
        try (IdShards.Writer writer = shards.newWriter()) {
            for (int i = 0; i < facts; i++) {
                writer.add(bytes(String.format("id-%017d", i)), fact(i));
            }
        }
    }

    private static Map<String, Long> drained(IdShards shards) {
        Map<String, Long> sums = new HashMap<>();
        for (int shard = 0; shard < IdShards.SHARDS; shard++) {
            shards.drain(
                    shard,
                    (id, fact) -> sums.merge(new String(id, StandardCharsets.UTF_8), (long) number(fact), Long::sum));
        }
        return sums;
    }

    private static byte[] fact(int number) {
        return new CanonicalOutput().putInt(number).toByteArray();
    }

    private static int number(byte[] fact) {
        return new CanonicalInput(fact).getInt();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
