package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeySetTest {
    private final KeySet keys = new KeySet(10_000);

    @Test
    void sameKeyInOneObjectIsADuplicate() {
        int owner = keys.newOwner();
        add(owner, "age");

        assertThat(add(owner, "age")).isEqualTo("duplicate key");
    }

    @Test
    void sameKeyInTwoObjectsIsNone() {
        add(keys.newOwner(), "age");

        assertThat(add(keys.newOwner(), "age")).isNull();
    }

    @Test
    void clearForgetsAllKeys() {
        add(keys.newOwner(), "age");
        keys.clear();

        assertThat(add(keys.newOwner(), "age")).isNull();
    }

    @Test
    void keysBeyondTheLimitAreRefused() {
        KeySet two = new KeySet(2);
        byte[] bytes = {'a', 'b', 'c'};
        two.add(1, bytes, 0, 1);
        two.add(1, bytes, 1, 2);

        assertThat(two.add(1, bytes, 2, 3)).isEqualTo("too many keys");
    }

    @Test
    void randomKeysAreFoundAsASetFindsThem() {
        long seed = 9L;
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            keys.clear();
            Set<String> known = new HashSet<>();
            for (int i = 0; i < 5_000 && known.size() < 9_999; i++) {
                int owner = 1 + random.nextInt(3);
                String key = "k".repeat(random.nextInt(12)) + random.nextInt(3_000);

                boolean isNew = known.add(owner + ":" + key);

                assertThat(add(owner, key) == null)
                        .as("seed %d, key %s", seed, key)
                        .isEqualTo(isNew);
            }
        }
    }

    @Test
    void emptyKeyIsAKey() {
        assertThat(add(1, "")).isNull();
        assertThat(add(1, "")).isEqualTo("duplicate key");
    }

    private @Nullable String add(int owner, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return keys.add(owner, bytes, 0, bytes.length);
    }
}
