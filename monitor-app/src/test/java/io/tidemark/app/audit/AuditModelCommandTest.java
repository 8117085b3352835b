package io.tidemark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit command with a model and its labels, from the tables of its baselines on. */
final class AuditModelCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PER_HOUR = 400;
    private static final int GOOD_HOURS = 2;
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    private Path folder;

    private final RecordedConsole recorded = RecordedConsole.piped();
    private final Random random = new Random(20_260_302);
    private String captures = "";
    private String labels = "";
    private String baseline = "";
    private String model = "";

    @BeforeEach
    void writeFiles() throws IOException {
        List<String> rows = new ArrayList<>(List.of("truth,answer,score,amount"));
        for (int i = 0; i < 2_000; i++) {
            double score = random.nextInt(1_000) / 1_000.0;
            rows.add(truth(score, false) + "," + (score > 0.5 ? 1 : 0) + "," + score + "," + random.nextInt(100));
        }
        Path table = Files.write(folder.resolve("predictions.csv"), rows);
        captures = folder.resolve("captures").toString();
        labels = folder.resolve("labels").toString();
        baseline = folder.resolve("baseline.json").toString();
        model = folder.resolve("model.json").toString();
        for (int hour = 0; hour <= GOOD_HOURS; hour++) {
            writeHour(hour);
        }
        run(
                "baseline",
                table.toString(),
                "--label",
                "truth",
                "--ignore",
                "answer",
                "--ignore",
                "score",
                "-o",
                baseline);
        int code = run(
                "baseline",
                "quality",
                table.toString(),
                "--label",
                "truth",
                "--predicted",
                "answer@0",
                "--probability",
                "score@1",
                "-o",
                model);
        assertThat(code).as(recorded.err()).isZero();
    }

    /** In the last hour labels are often the opposite. */
    private void writeHour(int hour) throws IOException {
        List<String> requests = new ArrayList<>();
        List<String> truths = new ArrayList<>();
        for (int i = 0; i < PER_HOUR; i++) {
            double score = random.nextInt(1_000) / 1_000.0;
            String id = hour + "-" + i;
            requests.add("{\"captureData\":{\"endpointInput\":{\"data\":\"" + random.nextInt(100)
                    + "\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"data\":\"" + (score > 0.5 ? 1 : 0) + "," + score
                    + "\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"" + id + "\",\"inferenceTime\":\""
                    + START.plusSeconds(3_600L * hour + i) + "\"},\"eventVersion\":\"0\"}");
            truths.add("{\"groundTruthData\":{\"data\":\"" + truth(score, hour == GOOD_HOURS)
                    + "\",\"encoding\":\"CSV\"},\"eventMetadata\":{\"eventId\":\"" + id
                    + "\"},\"eventVersion\":\"0\"}");
        }
        String path = "2026/03/02/" + String.format("%02d", hour);
        Files.write(
                Files.createDirectories(folder.resolve("captures").resolve(path))
                        .resolve("c.jsonl"),
                requests);
        Files.write(
                Files.createDirectories(folder.resolve("labels").resolve(path)).resolve("l.jsonl"), truths);
    }

    private int truth(double score, boolean isDecayed) {
        boolean isRight = random.nextInt(10) >= (isDecayed ? 4 : 1);
        return isRight == score > 0.5 ? 1 : 0;
    }

    private int run(String... args) {
        return Main.run(recorded.console(), args);
    }

    private int audit(String... more) {
        List<String> args = new ArrayList<>(List.of("audit", captures, "-b", baseline, "--endpoint", "shop"));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void decayOfTheModelIsFoundWhereItsInputIsClean() {
        assertThat(audit("--model", model, "--ground-truth", labels)).isEqualTo(1);
        assertThat(recorded.out())
                .contains("  windows     3: 3 ok\n")
                .contains("  judged      3: 2 ok, 1 alarm\n")
                .contains("  labels      received 1,200 = joined 1,200\n")
                .contains("  answers     1,200 = labelled 1,200\n")
                .containsPattern("  model       [0-9a-f]{64}\n")
                .contains("window (UTC)      severity  rules  worst of the model\n")
                .containsPattern("\n2026-03-02 02:00  (critical|major) +\\d+  .*(accuracy|auc|recall)");
        assertThat(audit()).as("without the model").isZero();
    }

    @Test
    void programsReadTheIdentityOfLabelsAndTheViolations() throws Exception {
        assertThat(audit("--model", model, "--ground-truth", labels, "--format", "json"))
                .isEqualTo(1);
        JsonNode json = MAPPER.readTree(lastLine());
        assertThat(json.at("/model/labels").asLong()).isEqualTo(1_200);
        assertThat(json.at("/model/fates/joined").asLong()).isEqualTo(1_200);
        assertThat(json.at("/model/windows/ALARM").asLong()).isEqualTo(1);
        assertThat(json.get("violations")).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.get("rule").asText()).isEqualTo("MQ002");
            assertThat(violation.get("windowStart").asText()).isEqualTo("2026-03-02T02:00:00Z");
        });
        assertThat(audit("--model", model, "--ground-truth", labels, "--format", "junit"))
                .isEqualTo(1);
        assertThat(recorded.out()).contains("MQ002").contains("shop/AllTraffic model");
    }

    @Test
    void theServicesRulesKnowNoChance() {
        audit("--model", model, "--ground-truth", labels, "--model-rules", "service", "--format", "csv");
        assertThat(recorded.out()).contains("MQ001").doesNotContain("MQ002");
    }

    @Test
    void aShortHorizonLeavesLabelsOut() {
        String late = folder.resolve("labels/2026").toString();
        audit(
                "--model",
                model,
                "--ground-truth",
                late,
                "--label-time",
                "2026-03-20T00:00:00Z",
                "--label-horizon",
                "7d");
        assertThat(recorded.out()).contains("labels      received 1,200 = ").contains("xpired 1,200");
        assertThat(recorded.out()).contains("expiredUnlabelled 1,200");
    }

    @Test
    void labelsWithoutAModelAreAWrongCommandLine() {
        assertThat(audit("--ground-truth", labels)).isEqualTo(2);
        assertThat(recorded.err()).contains("labels without a model").contains("add --model FILE");
        assertThat(audit("--label-conflict", "first")).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsToldBeforeAnyWork() {
        assertThat(audit("--model", model + ".no")).isEqualTo(2);
        assertThat(recorded.err()).contains("model.json.no");
        assertThat(audit("--model", model, "--ground-truth", labels + "-no")).isEqualTo(2);
        assertThat(recorded.err()).contains("labels-no");
        assertThat(audit("--model", baseline)).as("a baseline of features").isEqualTo(2);
        assertThat(audit("--model", model, "--label-horizon", "99999d")).isEqualTo(2);
        assertThat(audit("--model", model, "--label-memory", "0")).isEqualTo(2);
    }

    @Test
    void labelsWithoutATimeNameTheOption() throws Exception {
        Path table = Files.write(folder.resolve("truth.csv"), List.of("inferenceId,label", "0-1,1"));
        assertThat(audit("--model", model, "--ground-truth", table.toString())).isEqualTo(2);
        assertThat(recorded.err()).contains("truth.csv:2").contains("--label-time");
        audit("--model", model, "--ground-truth", table.toString(), "--label-time", "2026-03-02T01:00:00Z");
        assertThat(recorded.out()).contains("labels      received 1 = joined 1\n");
    }

    @Test
    void filesOfTheModelLieInTheOutputFolder() throws Exception {
        Path out = folder.resolve("out");
        audit("--model", model, "--ground-truth", labels, "-o", out.toString(), "--service-files");
        assertThat(Files.readAllLines(out.resolve("model-reports.ndjson"))).hasSize(3);
        assertThat(out.resolve("service/shop/tidemark-model-quality/2026/03/02/03/statistics.json"))
                .exists();
        assertThat(recorded.err()).contains("next: tidemark explain V-");
    }

    @Test
    void violationsOfTheModelAreExplainedAndProven() throws Exception {
        String out = folder.resolve("out").toString();
        audit("--model", model, "--ground-truth", labels, "-o", out);
        String id = firstViolation().get("id").textValue();

        assertThat(recorded.err()).contains("--from " + out + " --model " + model);
        assertThat(run("explain", id, "--from", out, "--model", model)).isZero();
        assertThat(recorded.out())
                .contains("MQ002 model quality, by interval")
                .containsPattern("where +shop/AllTraffic, all rows\n")
                .containsPattern("training +[a-z0-9_]+ must be at (least|most) [0-9.]+")
                .containsPattern("model +[0-9a-f]{64}");
        assertThat(run("check-evidence", id, "--from", out, "--model", model)).isZero();
        assertThat(recorded.out()).contains("proven: the same number, bit for bit");
    }

    @Test
    void evidenceOfAModelNeedsTheModelBaseline() throws Exception {
        String out = folder.resolve("out").toString();
        audit("--model", model, "--ground-truth", labels, "-o", out);
        String id = firstViolation().get("id").textValue();

        assertThat(run("check-evidence", id, "--from", out, "-b", baseline)).isEqualTo(2);
        assertThat(recorded.err()).contains("MQ002 needs the model baseline").contains("add --model FILE");
        assertThat(run("check-evidence", id, "--from", out)).isEqualTo(2);
        assertThat(recorded.err()).contains("no baseline given");
        assertThat(run("check-evidence", id, "--from", out, "--model", model + ".no"))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("model.json.no");
        assertThat(run("explain", id, "--from", out)).as("needs no file").isZero();
        assertThat(recorded.err()).contains("and --model FILE recomputes it");
    }

    @Test
    void anotherModelProvesNothing() throws Exception {
        String out = folder.resolve("out").toString();
        audit("--model", model, "--ground-truth", labels, "-o", out);
        String id = firstViolation().get("id").textValue();
        String other = folder.resolve("other.json").toString();
        run(
                "baseline",
                "quality",
                folder.resolve("predictions.csv").toString(),
                "--label=truth",
                "--predicted=answer@0",
                "-o",
                other);

        assertThat(run("check-evidence", id, "--from", out, "--model", other)).isEqualTo(2);
        assertThat(recorded.err()).contains("give the --model that the violation names");
        assertThat(run("explain", id, "--from", out, "--model", other)).isZero();
        assertThat(recorded.err()).contains("is not the one that judged");
    }

    @Test
    void changedFiguresOfAModelAreAMismatch() throws Exception {
        Path out = folder.resolve("out");
        audit("--model", model, "--ground-truth", labels, "-o", out.toString());
        Path file = out.resolve("violations.ndjson");
        JsonNode violation = firstViolation();
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"value\":" + violation.get("value").asText(), "\"value\":0.123"));

        assertThat(run("check-evidence", violation.get("id").textValue(), "--from", out.toString(), "--model", model))
                .isEqualTo(5);
        assertThat(recorded.out()).contains("not proven: the number differs");
    }

    private JsonNode firstViolation() throws IOException {
        return MAPPER.readTree(
                Files.readAllLines(folder.resolve("out/violations.ndjson")).get(0));
    }

    private String lastLine() {
        String[] lines = recorded.out().strip().split("\n", -1);
        return lines[lines.length - 1];
    }
}
