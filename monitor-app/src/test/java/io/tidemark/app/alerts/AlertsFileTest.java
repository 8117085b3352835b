package io.tidemark.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidemark.alerts.retrain.GithubTarget;
import io.tidemark.alerts.retrain.RetrainDocument;
import io.tidemark.alerts.runner.SinkSetup;
import io.tidemark.alerts.runner.SinkWork;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.episode.VerdictStream.Source;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.retrain.RetrainRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlertsFileTest {
    private static final String HEAD = "version: 1\nsinks:\n";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("S", "canary-secret", "URL", "https://h.example/canary");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void exampleIsRightAndSaysWhatItSays() {
        AlertsFile example = AlertsFile.read(examples().resolve("alerts.yaml"));
        assertThat(example.sinks().keySet())
                .containsExactly("pager", "chat", "mail", "alertmanager", "tickets", "lake", "cloud", "screen");
        assertThat(example.link()).contains("{episode}");
        assertThat(example.routes()).hasSize(5);
        assertThat(example.routes().get(0).from()).isEqualTo(Severity.CRITICAL);
        assertThat(example.routes().get(2).selection().owners()).containsExactly("team-risk");
        assertThat(example.routes().get(4).selection().sources()).containsExactlyInAnyOrder(Source.DRIFT, Source.MODEL);
    }

    private static Path examples() {
        Path here = Path.of("examples").toAbsolutePath();
        return Files.isDirectory(here)
                ? here
                : Path.of("..", "examples").toAbsolutePath().normalize();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: webhook, url: https://h.example/x, signingKeys: [{env: S}], headers: {A: {env: S}, B: text}",
                "type: slack, url: {env: URL}",
                "type: teams, url: {env: URL}",
                "type: pagerduty, key: {env: S}",
                "type: alertmanager, url: http://am:9093/api/v2/alerts, allowInside: true",
                "type: cloudevents, url: https://h.example/x",
                "type: email, host: h.example, sender: a@b.example, to: [c@d.example]",
                "type: email, host: h, user: u, password: {env: S}, sender: a@b.c, to: [c@d.e], security: tls, port: 465",
                "type: eventbridge, region: eu-west-1, accessKey: {env: S}, secretKey: {env: S}",
                "type: sns, topic: 'arn:aws:sns:eu-west-1:1:t', region: eu-west-1, accessKey: {env: S}, secretKey: {env: S}",
                "type: cloudwatch, schedule: s, region: eu-west-1, accessKey: {env: S}, secretKey: {env: S}",
                "type: console"
            })
    void everyTypeIsMadeOfItsKeys(String sink) throws Exception {
        AlertsFile file = AlertsFile.read(written(HEAD + "  one: {" + sink + "}\n"));
        List<SinkSetup> setups = file.setups(ENVIRONMENT, () -> 0);
        assertThat(setups).singleElement().satisfies(setup -> {
            assertThat(setup.name()).isEqualTo("one");
            assertThat(setup.start()).isEqualTo(SinkSetup.Start.LATEST);
            assertThat(setup.retries().giveUpAfter()).isEqualTo(Duration.ofHours(24));
            assertThat(setup.toString()).doesNotContain("canary");
        });
        // Without routes everything goes to every sink.
        assertThat(file.routes())
                .singleElement()
                .satisfies(route -> assertThat(route.sinks()).containsExactly("one"));
        if (setups.get(0).sink() instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: webhok, url: https://h.example | did you mean \"webhook\"",
                "type: webhook | the key \"url\" is missing",
                "type: webhook, url: ftp://h.example | an address that begins with https://",
                "type: slack, url: https://h.example, bus: x | unknown key \"bus\"",
                "type: pagerduty, key: literal-canary | a section with keys",
                "type: email, host: h, sender: a@b, to: [] | at least 1 element",
                "type: email, host: h, sender: a@b, to: [c@d], port: 70000 | at most 65535",
                "type: email, host: h, user: u, password: {env: S}, sender: a@b, to: [c@d], security: none"
                        + " | not sent over a plain connection",
                "type: console, giveUpAfter: 30d | 7d",
                "type: console, from: yesterday | latest, earliest"
            })
    void whatIsWrongIsToldWithItsPlace(String sink, String told) throws Exception {
        List<String> lines = refused(HEAD + "  one: {" + sink + "}\n");
        assertThat(String.join("\n", lines)).contains(told).contains("alerts.yaml:3:");
    }

    @Test
    void healthIsOnWithoutASectionAndTheSchemaHasTheDefaultsOfThePolicy() throws Exception {
        AlertsFile plain = AlertsFile.read(written(HEAD + "  one: {type: console}\n"));
        assertThat(plain.health()).isEqualTo(HealthSection.DEFAULT);
        assertThat(plain.retrainRules()).isEmpty();
        AlertsFile off = AlertsFile.read(written(HEAD + "  one: {type: console}\nhealth: {off: true, silence: 1h}\n"));
        assertThat(off.health().isOff()).isTrue();
        assertThat(off.health().policy().silence()).isEqualTo(Duration.ofHours(1));
        assertThat(off.health().policy().stall())
                .isEqualTo(HealthSection.DEFAULT.policy().stall());
    }

    @Test
    void retrainRulesAreOfTheirEndpoints() throws Exception {
        AlertsFile file = AlertsFile.read(written(HEAD + """
                  one: {type: console}
                retrain:
                  rules:
                    - {endpoint: churn, name: auc, quality: {metric: auc, below: 0.7, windows: 2}}
                    - {endpoint: churn, name: error, quality: {metric: rmse, above: 12}}
                    - {endpoint: churn, name: drift, drift: {severity: major, windows: 5}}
                    - {endpoint: fraud, name: drift, drift: {}}
                    - {endpoint: fraud, name: labels, labels: 10000}
                """));
        assertThat(file.retrainRules())
                .containsEntry(
                        "churn",
                        List.of(
                                new RetrainRule.Quality("auc", "auc", 0.7, true, 2),
                                new RetrainRule.Quality("error", "rmse", 12, false, 3),
                                new RetrainRule.Drift("drift", Severity.MAJOR, 5)))
                .containsEntry(
                        "fraud",
                        List.of(
                                new RetrainRule.Drift("drift", Severity.CRITICAL, 3),
                                new RetrainRule.Labels("labels", 10_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint: e, name: n | a rule has one of quality, drift and labels",
                "endpoint: e, name: n, labels: 3, drift: {} | a rule has one of quality, drift and labels",
                "endpoint: e, name: n, labels: 0 | at least 1",
                "endpoint: e, name: n, quality: {metric: auc} | a limit is needed",
                "endpoint: e, name: n, quality: {metric: auc, below: 1, above: 2} | from one side",
                "endpoint: e, name: n, drift: {severity: bad} | minor, major, critical",
                "endpoint: e, name: n, drift: {window: 3} | unknown key",
                "endpoint: e, labels: 3 | the key \"name\" is missing"
            })
    void retrainRuleThatIsWrongIsToldWithItsPlace(String rule, String told) throws Exception {
        List<String> lines = refused(HEAD + "  one: {type: console}\nretrain:\n  rules:\n    - {" + rule + "}\n");
        assertThat(String.join("\n", lines)).contains(told).contains("alerts.yaml:6:");
    }

    @Test
    void twoRetrainRulesOfAnEndpointWithOneNameAreRefused() throws Exception {
        String rule = "    - {endpoint: e, name: n, labels: 3}\n";
        assertThat(String.join("\n", refused(HEAD + "  one: {type: console}\nretrain:\n  rules:\n" + rule + rule)))
                .contains("another rule of endpoint \"e\" has this name")
                .contains("alerts.yaml:7:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every: 1s | 5s",
                "deadLetterShare: 1.5 | at most 1",
                "coverageWindows: 2 | at least 3",
                "silense: 3h | did you mean \"silence\""
            })
    void healthThatIsWrongIsToldWithItsPlace(String health, String told) throws Exception {
        assertThat(String.join("\n", refused(HEAD + "  one: {type: console}\nhealth: {" + health + "}\n")))
                .contains(told)
                .contains("alerts.yaml:4:");
    }

    @Test
    void retrainExampleIsRightAndItsTargetsAreMade() throws Exception {
        AlertsFile example = AlertsFile.read(examples().resolve("retrain").resolve("alerts.yaml"));
        assertThat(example.retrainRules()).containsOnlyKeys("churn", "fraud");
        Map<String, String> secrets =
                Map.of("AIRFLOW_TOKEN", "canary", "GITHUB_TOKEN", "canary", "EVENTS_KEY", "canary");
        List<SinkWork> targets = example.retrainTargets(secrets, () -> 0);
        assertThat(targets)
                .extracting(target -> target.receiver().name())
                .containsExactly("airflow", "github", "archive");
        assertThat(targets.toString()).doesNotContain("canary");
        for (SinkWork target : targets) {
            if (target.receiver().sink() instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /** GitHub refuses inputs that the workflow does not name, and its runs of one event must wait for each other. */
    @Test
    void workflowOfTheExampleTakesTheInputsThatAreSent() throws Exception {
        String text =
                Files.readString(examples().resolve("retrain").resolve("github").resolve("retrain.yml"));
        JsonNode workflow = new YAMLMapper().readTree(text);
        byte[] event =
                "{\"id\":\"1\",\"type\":\"io.tidemark.retrain.v1\",\"data\":{}}".getBytes(StandardCharsets.UTF_8);
        String body = new GithubTarget("main").of(RetrainDocument.read(event)).body();
        assertThat(workflow.at("/on/workflow_dispatch/inputs").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        new ObjectMapper().readTree(body).path("inputs")::fieldNames);
        assertThat(workflow.at("/concurrency/group").asText()).contains("inputs.event_id");
        assertThat(workflow.at("/concurrency/cancel-in-progress").asText()).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: airflo, url: https://h.example, dag: d, token: {env: S} | did you mean \"airflow\"",
                "type: airflow, url: https://h.example, token: {env: S} | the key \"dag\" is missing",
                "type: airflow, url: https://h.example, dag: a/b, token: {env: S} | letters, digits",
                "type: airflow, url: https://h.example, dag: d, token: literal-canary | a section with keys",
                "type: github, repository: acme, workflow: w, token: {env: S} | OWNER/NAME",
                "type: github, repository: a/b, workflow: ../w, token: {env: S} | the name of its file",
                "type: webhook | the key \"url\" is missing",
                "type: webhook, url: https://h.example, dag: d | unknown key \"dag\""
            })
    void retrainTargetThatIsWrongIsToldWithItsPlace(String target, String told) throws Exception {
        List<String> lines = refused(HEAD + "  one: {type: console}\nretrain:\n  targets:\n    t: {" + target + "}\n");
        assertThat(String.join("\n", lines))
                .contains(told)
                .contains("alerts.yaml:6:")
                .doesNotContain("canary-");
    }

    @Test
    void routeToASinkThatIsNotThereIsRefused() throws Exception {
        assertThat(String.join("\n", refused(HEAD + "  one: {type: console}\nroutes:\n  - sinks: [two]\n")))
                .contains("there is no sink \"two\"")
                .contains("sinks of this file: one");
    }

    @Test
    void timeZoneThatIsNoneIsRefused() throws Exception {
        assertThat(String.join(
                        "\n",
                        refused(HEAD + "  one: {type: console}\n"
                                + "quietHours: {from: \"22:00\", to: \"07:00\", zone: Mars/Olympus}\n")))
                .contains("no time zone");
    }

    @Test
    void secretThatIsMissingIsToldByItsName() throws Exception {
        AlertsFile file = AlertsFile.read(written(HEAD + "  one: {type: pagerduty, key: {env: NOT_THERE}}\n"));
        UserError error = catchThrowableOfType(UserError.class, () -> file.setups(Map.of(), () -> 0));
        assertThat(lines(error)).anyMatch(line -> line.contains("NOT_THERE is not set"));
    }

    @Test
    void plainHttpIsForHostsInsideAlone() throws Exception {
        AlertsFile file = AlertsFile.read(written(HEAD + "  one: {type: webhook, url: http://h.example/canary}\n"));
        UserError error = catchThrowableOfType(UserError.class, () -> file.setups(Map.of(), () -> 0));
        assertThat(lines(error)).anyMatch(line -> line.contains("is not https"));
    }

    private List<String> refused(String text) throws IOException {
        Path file = written(text);
        return lines(catchThrowableOfType(UserError.class, () -> AlertsFile.read(file)));
    }

    private static List<String> lines(UserError error) {
        return error.problems().stream()
                .map(Problem::lines)
                .flatMap(List::stream)
                .toList();
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("alerts.yaml"), text);
    }
}
