package io.tidemark.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.broker.SecuredBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.wire.TopicCreator;
import io.tidemark.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault 45: with the rights of the script each role works; without any one of those on topics it is told which. */
@Tag("broker")
final class Fault45RightsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> ROLES = List.of("drift", "replay", "viewer");

    @TempDir
    private Path folder;

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, 2);

    /** Settings of a user in a file, as an operator has them. */
    private Path settings(SecuredBroker broker, String user) throws Exception {
        List<String> lines = new ArrayList<>();
        broker.clientOf(user).forEach((name, value) -> lines.add(name + "=" + value));
        return Files.write(folder.resolve(user + ".properties"), lines);
    }

    private static int run(RecordedConsole recorded, String... args) {
        return Main.run(recorded.console(), args);
    }

    private String doctor(Path settings, String role) {
        RecordedConsole recorded = RecordedConsole.piped();
        run(recorded, "doctor", "--kafka=" + settings, "--role=" + role, "--state-dir=" + folder);
        return recorded.out() + recorded.err();
    }

    @Test
    void rolesWorkWithTheRightsOfTheScriptAndAreToldWhichIsMissing() throws Exception {
        try (SecuredBroker broker = new SecuredBroker(Files.createDirectory(folder.resolve("broker")), ROLES);
                Admin admin = broker.admin()) {
            new TopicCreator(admin).ensure(topics, 1);
            for (String role : ROLES) {
                admin.createAcls(AclScript.run("--role", role, "--principal", "User:" + role)
                                .bindings())
                        .all()
                        .get();
            }
            capturesAreSentCountedAndSeen(broker);
            eachRightIsMissed(admin);
        }
    }

    private void capturesAreSentCountedAndSeen(SecuredBroker broker) throws Exception {
        Path drift = settings(broker, "drift");
        assertThat(doctor(drift, "drift")).contains("ok    rights of drift: all that the role needs");
        RecordedConsole live = RecordedConsole.piped();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Thread app = new Thread(
                () -> ended.complete(run(
                        live,
                        "run",
                        "--kafka=" + drift,
                        "--commit-interval=100ms",
                        "--state-dir=" + folder.resolve("state"))),
                "live");
        app.start();
        await().atMost(PATIENCE).until(() -> live.err().contains("watching ") || ended.isDone());
        assertThat(ended).as(live.err()).isNotDone();
        String captures = new SampleRun()
                .writeCaptures(folder.resolve("captures"), 2, 50, 2)
                .toString();
        RecordedConsole replay = RecordedConsole.piped();
        assertThat(run(replay, "replay", captures, "--kafka=" + settings(broker, "replay")))
                .as(replay.err())
                .isZero();
        Path viewer = settings(broker, "viewer");
        // Without a baseline there is nothing to compare: what counts here is that the viewer reads what drift wrote.
        await().atMost(PATIENCE).untilAsserted(() -> {
            RecordedConsole verify = RecordedConsole.piped();
            run(verify, "verify", captures, "--kafka=" + viewer, "--wait=0s");
            assertThat(verify.out()).contains("2 only live").contains("fraud/AllTraffic 2026-03-02 01:00");
        });
        app.interrupt();
        assertThat(ended.get()).as(live.err()).isEqualTo(130);
    }

    private void eachRightIsMissed(Admin admin) throws Exception {
        Path drift = folder.resolve("drift.properties");
        List<AclBinding> granted =
                AclScript.run("--role", "drift", "--principal", "User:drift").bindings();
        Set<String> known = topics.all().stream().map(topic -> topic.name()).collect(Collectors.toSet());
        for (AclBinding right : granted) {
            String missed = missed(right, known);
            if (!missed.isEmpty()) {
                admin.deleteAcls(List.of(right.toFilter())).all().get();
                assertThat(doctor(drift, "drift")).as(right.toString()).contains("rights of drift: " + missed);
                admin.createAcls(List.of(right)).all().get();
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(doctor(drift, "drift")).contains("all that the role needs"));
    }

    /** What the doctor says without a right; empty if another one holds it, or if nothing can be asked that needs it. */
    private static String missed(AclBinding right, Set<String> known) {
        AclOperation operation = right.entry().operation();
        String name = right.pattern().name();
        return switch (right.pattern().resourceType()) {
            case GROUP -> "no Read on group " + name;
            case TRANSACTIONAL_ID -> "no Write on transactional ids that begin with " + name;
            case TOPIC -> {
                if (right.pattern().patternType() == PatternType.PREFIXED) {
                    yield operation == AclOperation.CREATE ? "no Create on topics that begin with " + name : "";
                }
                yield known.contains(name) && operation != AclOperation.DESCRIBE
                        ? "no " + AccessChecks.text(operation) + " on topic " + name
                        : "";
            }
            default -> "";
        };
    }
}
