package io.tidemark.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @Test
    void secretIsTakenOutInEveryFormItTravelsIn() {
        String secret = "p/ss w+rd";
        Redaction redaction = new Redaction(List.of(secret));
        String text = "a " + secret + " b " + URLEncoder.encode(secret, StandardCharsets.UTF_8) + " c "
                + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)) + " d";
        assertThat(redaction.of(text)).isEqualTo("a *** b *** c *** d");
    }

    @Test
    void longerSecretThatHoldsAShorterOneLeavesNoRest() {
        assertThat(new Redaction(List.of("secret", "secret-long")).of("x secret-long y secret z"))
                .isEqualTo("x *** y *** z");
    }

    @Test
    void veryShortTextsAreNoSecrets() {
        assertThat(new Redaction(List.of("", "a", "abc")).of("abc abc a")).isEqualTo("abc abc a");
    }

    @Test
    void secretsAreNotInItsText() {
        assertThat(new Redaction(List.of("canary-secret")).toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noSecretIsLeftWhereverItStands(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String secret = text(random, 4 + random.nextInt(20));
            String around = text(random, random.nextInt(30)) + secret + text(random, random.nextInt(30)) + secret;
            assertThat(new Redaction(List.of(secret)).of(around))
                    .as("seed %d, secret %s", seed, secret)
                    .doesNotContain(secret);
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('A' + random.nextInt(57)));
        }
        return text.toString();
    }
}
