package io.tidemark.app.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.examples.HelpExamples.Example;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples that need a Kafka, told as one story: a live application, a published baseline, a replay, and what one
 * asks afterwards. Only the broker's address is another than in the help.
 */
@Tag("broker")
final class KafkaExamplesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STOPPED_BY_SIGTERM = 143;
    private static final Set<Integer> FINE = Set.of(0, 1);

    @TempDir
    private Path folder = Path.of("");

    private static boolean isRun(Example example) {
        return example.line().startsWith("tidemark run ") || example.line().startsWith("tidemark alerts run ");
    }

    private static String onSharedBroker(Example example) {
        return example.line().replace("localhost:9092", SharedBroker.bootstrapServers());
    }

    private static List<Example> kafkaExamples() {
        return HelpExamples.all().stream().filter(Example::needsKafka).toList();
    }

    /** Starts a live application and waits until it works. */
    private Process started(Shell shell, Example example) throws Exception {
        // The process itself, not a shell around it, must get the signal.
        Process process = shell.start("live", "exec " + onSharedBroker(example));
        Path said = folder.resolve("live.err");
        await().atMost(PATIENCE).until(() -> Files.readString(said).contains("watching ") || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
        return process;
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        boolean isEnded = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(isEnded).as("ended within " + PATIENCE).isTrue();
        assertThat(process.exitValue()).isEqualTo(STOPPED_BY_SIGTERM);
    }

    @Test
    void examplesOfALiveApplicationWorkAsTheyStand() throws Exception {
        SharedBroker.bootstrapServers();
        Shell shell = Shell.in(folder);
        Files.writeString(
                folder.resolve("client.properties"), "bootstrap.servers=" + SharedBroker.bootstrapServers() + "\n");
        List<Example> runs =
                kafkaExamples().stream().filter(KafkaExamplesTest::isRun).toList();
        assertThat(runs).isNotEmpty();

        Process live = started(shell, runs.get(0));
        try {
            askAndAnswer(shell);
        } finally {
            stop(live);
        }
        for (Example other : runs.subList(1, runs.size())) {
            stop(started(shell, other));
        }
    }

    private static void askAndAnswer(Shell shell) throws Exception {
        for (Example example : kafkaExamples()) {
            if (!isRun(example)) {
                Shell.Outcome outcome = shell.run(onSharedBroker(example));
                assertThat(outcome.exitCode())
                        .as("%s%n%s%n%s", example, outcome.out(), outcome.err())
                        .isIn(FINE);
            }
        }
    }

    @Test
    void kafkaExamplesAreThoseOfTheCommandsThatNeedOne() {
        Map<Boolean, List<Example>> examples =
                HelpExamples.all().stream().collect(Collectors.partitioningBy(Example::needsKafka));
        assertThat(examples.get(true))
                .extracting(Example::of)
                .contains("run", "replay", "verify", "watch", "explain", "check-evidence", "baseline", "demo");
    }
}
