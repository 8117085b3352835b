package io.tidemark.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.wire.TopicCreator;
import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
final class DoctorCommandTest {
    private static final int PARTITIONS = 2;

    @TempDir
    private Path folder;

    private final Topics topics = new Topics(SharedBroker.uniqueName("doctor") + ".", PARTITIONS);
    private final RecordedConsole recorded = RecordedConsole.piped();

    private int doctor(String... more) {
        return Main.run(
                recorded.console(),
                Stream.concat(
                                Stream.of(
                                        "doctor",
                                        "--bootstrap=" + SharedBroker.bootstrapServers(),
                                        "--topic-prefix=" + topics.prefix(),
                                        "--state-dir=" + folder),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private void makeTopics() {
        try (Admin admin = SharedBroker.admin()) {
            new TopicCreator(admin).ensure(topics, 1);
        }
    }

    @Test
    void clusterWithTopicsAsTheyAreMadeHasNoErrors() {
        makeTopics();
        assertThat(doctor("--role=drift")).as(recorded.out() + recorded.err()).isZero();
        assertThat(recorded.out())
                .contains("ok    cluster: transaction protocol 2\n")
                .contains("warn  cluster: 1 broker answers\n        why: ")
                .contains(
                        "ok    topic " + topics.captures().name() + ": 2 partitions, 1 replica, delete, append time\n")
                .contains("ok    rights of drift: all that the role needs\n")
                .contains("warn  groups: none begins with " + topics.prefix().replaceFirst("\\.$", "-"))
                .contains("ok    clock: ")
                .containsPattern("ok +java: ")
                .containsPattern("\n0 errors, [0-9]+ warnings, [0-9]+ ok\n");
    }

    @Test
    void missingTopicsAreErrorsWithTheCommandThatMakesThem() {
        assertThat(doctor()).isEqualTo(1);
        assertThat(recorded.out())
                .contains("error topic " + topics.captures().name() + ": it does not exist\n")
                .contains("        fix: tidemark run --create-topics");
    }

    @Test
    void fault47WrongTopicsAreFoundOnABroker() throws Exception {
        SharedBroker.createTopic(
                topics.captures().name(),
                PARTITIONS,
                Map.of("message.timestamp.type", "CreateTime", "retention.ms", "60000", "cleanup.policy", "delete"));
        SharedBroker.createTopic(
                topics.groundTruth().name(), 1, topics.groundTruth().config());
        SharedBroker.createTopic(
                topics.ledger().name(),
                PARTITIONS,
                Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "delete"));
        makeTopics();

        assertThat(doctor("--format=json")).isEqualTo(1);
        List<String> errors = new ArrayList<>();
        JsonNode report = new ObjectMapper().readTree(recorded.out());
        report.get("rows").forEach(row -> {
            if (row.get("level").asText().equals("error")) {
                errors.add(row.get("subject").asText() + ": " + row.get("what").asText());
            }
        });
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "topic " + topics.captures().name()
                                + ": message.timestamp.type is CreateTime, not LogAppendTime",
                        "topic " + topics.captures().name() + ": records stay 1m, shorter than 1h10m",
                        "topic " + topics.ledger().name() + ": cleanup.policy is delete, not compact",
                        "topic " + topics.groundTruth().name() + ": 1 partitions, but "
                                + topics.captures().name() + " has 2");
        assertThat(report.get("kind").asText()).isEqualTo("doctor");
        assertThat(report.get("errors").asInt()).isEqualTo(4);
    }

    @Test
    void closedPortIsUnreachable() {
        assertThat(Main.run(recorded.console(), "doctor", "--bootstrap=127.0.0.1:1"))
                .isEqualTo(4);
        assertThat(recorded.err()).startsWith("error: Kafka does not answer\n");
    }

    @Test
    void unknownRoleIsAUsageError() {
        assertThat(doctor("--role=drft")).isEqualTo(2);
        assertThat(recorded.err())
                .contains("did you mean \"drift\"?")
                .contains("drift, labels, baseline, replay, viewer");
    }
}
