package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 44: canaries that must turn up nowhere. */
final class SecretsTest {
    @Test
    void learnedValuesAreHiddenWhereverTheyStand() {
        Secrets.learn(Map.of("ssl.keystore.password", "canary-keystore-1", "bootstrap.servers", "broker-1:9093"));
        assertThat(Secrets.hidden("tried canary-keystore-1 at broker-1:9093"))
                .isEqualTo("tried [hidden] at broker-1:9093");
    }

    @Test
    void passwordInsideAJaasEntryIsHiddenAloneToo() {
        Secrets.learn(Map.of(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"canary-user\""
                        + " password=\"canary-jaas-2\";"));
        assertThat(Secrets.hidden("login of canary-user with canary-jaas-2 failed"))
                .isEqualTo("login of canary-user with [hidden] failed");
    }

    @Test
    void valueWithQuotesIsHiddenInJsonToo() {
        Secrets.learn("canary\"quo\\ted-3");
        assertThat(Secrets.hidden("{\"message\":\"got canary\\\"quo\\\\ted-3\"}"))
                .isEqualTo("{\"message\":\"got [hidden]\"}");
    }

    @Test
    void longerSecretThatHoldsAShorterOneIsHiddenWhole() {
        Secrets.learn("canary-4");
        Secrets.learn("canary-4-and-more");
        assertThat(Secrets.hidden("<canary-4-and-more>")).isEqualTo("<[hidden]>");
    }

    @Test
    void shortValuesAreNotLearned() {
        Secrets.learn("no");
        assertThat(Secrets.hidden("no news")).isEqualTo("no news");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password=swordfish-a|password=[hidden]",
                "ssl.key.password = swordfish-b, x=1|ssl.key.password = [hidden], x=1",
                "{\"apiKey\":\"swordfish c\",\"x\":1}|{\"apiKey\":\"[hidden]\",\"x\":1}",
                "{\"m\":\"clientSecret: \\\"swordfish d\\\" set\"}|{\"m\":\"clientSecret: \\\"[hidden]\\\" set\"}",
                "Token: swordfish-e;|Token: [hidden];",
                "SASL.JAAS.CONFIG=swordfish-f|SASL.JAAS.CONFIG=[hidden]"
            })
    void whatStandsBehindANameOfASecretIsHidden(String text, String expected) {
        assertThat(Secrets.hidden(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the password is wrong",
                "endpoint=fraud window=10:00",
                "security.protocol is SASL_PLAINTEXT",
                "{\"level\":\"INFO\",\"formattedMessage\":\"restored\"}"
            })
    void ordinaryTextIsLeftAlone(String text) {
        assertThat(Secrets.hidden(text)).isEqualTo(text);
    }

    @Test
    void settingsThatOnlySoundSecretAreNotLearned() {
        Secrets.learn(Map.of(
                "sasl.oauthbearer.token.endpoint.url", "https://login.example/harmless",
                "ssl.keystore.password.class", "org.example.HarmlessProvider"));
        assertThat(Secrets.hidden("at https://login.example/harmless by org.example.HarmlessProvider"))
                .isEqualTo("at https://login.example/harmless by org.example.HarmlessProvider");
    }
}
