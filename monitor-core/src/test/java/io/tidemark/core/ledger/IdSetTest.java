package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdSetTest {
    private static final long SEED = 17;

    @Test
    void aSetAnswersAsASetOfObjectsDoes() {
        Random random = new Random(SEED);
        IdSet ids = new IdSet();
        Set<RecordIdentity.Key> known = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            // Few distinct numbers in the low bits, so that places collide and records repeat.
            long high = 1 + random.nextInt(8) + ((long) random.nextInt(2_000) << 40);
            long rest = random.nextInt(3);
            boolean isNew = known.add(new RecordIdentity.Key(high, (int) rest));

            Sighting sighting = ids.add(high, rest << 32);

            assertThat(sighting).as("seed %d, record %d", SEED, i).isEqualTo(isNew ? Sighting.FIRST : Sighting.REPEAT);
            assertThat(ids.size()).isEqualTo(known.size());
        }
    }

    @Test
    void theContentsThatCameFirstStay() {
        IdSet ids = new IdSet();
        long identity = 5L << 32;

        assertThat(ids.add(1, identity | 7)).isEqualTo(Sighting.FIRST);
        assertThat(ids.add(1, identity | 8)).isEqualTo(Sighting.REPEAT_WITH_OTHER_CONTENTS);
        assertThat(ids.add(1, identity | 8)).isEqualTo(Sighting.REPEAT_WITH_OTHER_CONTENTS);
        assertThat(ids.add(1, identity | 7)).isEqualTo(Sighting.REPEAT);
        assertThat(ids.size()).isEqualTo(1);
    }

    @Test
    void aRecordTakesLessThan43Bytes() {
        IdSet ids = new IdSet();
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            ids.add(random.nextLong() | 1, random.nextLong());
        }

        assertThat(ids.heapBytes()).isBetween(21L * 100_000, 43L * 100_000);
    }
}
