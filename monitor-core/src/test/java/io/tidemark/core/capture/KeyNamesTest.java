package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyNamesTest {
    private static final List<String> NAMES = List.of(
            "a",
            "data",
            "mode",
            "eightlng",
            "eightlnh",
            "ninechars",
            "sixteencharacter",
            "sixteencharacteX",
            "observedContentType",
            "observedXontentType",
            "batchTransformOutput");

    private final KeyNames names = new KeyNames(NAMES.toArray(String[]::new));

    @Test
    void everyNameIsFoundWhereverItStands() {
        for (int i = 0; i < NAMES.size(); i++) {
            byte[] name = NAMES.get(i).getBytes(StandardCharsets.US_ASCII);
            for (String around : List.of("", "\"", "\":\"x\",\"y\"")) {
                byte[] text = ("\"" + NAMES.get(i) + around).getBytes(StandardCharsets.US_ASCII);

                assertThat(names.find(text, 1, 1 + name.length))
                        .as(NAMES.get(i) + around)
                        .isEqualTo(i);
                assertThat(names.find(name, 0, name.length)).isEqualTo(i);
            }
        }
    }

    @Test
    void whatIsFoundIsWhatAPlainComparisonFinds() {
        long seed = 5L;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder key = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
            int at = random.nextInt(key.length());
            switch (random.nextInt(5)) {
                case 0 -> key.setCharAt(at, (char) ('a' + random.nextInt(26)));
                case 1 -> key.deleteCharAt(at);
                case 2 -> key.insert(at, (char) random.nextInt(128));
                case 3 -> key.append('\0');
                default -> {
                    // As it is.
                }
            }
            byte[] bytes = (key + "\0\0\0\0".repeat(random.nextInt(4))).getBytes(StandardCharsets.US_ASCII);

            assertThat(names.find(bytes, 0, key.length()))
                    .as("seed %d, key '%s'", seed, key)
                    .isEqualTo(NAMES.indexOf(key.toString()));
        }
    }
}
