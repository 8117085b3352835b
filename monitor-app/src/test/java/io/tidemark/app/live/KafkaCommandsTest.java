package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.console.RecordedConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands that need Kafka say when it is not there, or not as they may use it. */
final class KafkaCommandsTest {
    @TempDir
    private Path folder;

    private final RecordedConsole recorded = RecordedConsole.piped();
    private String captures = "";

    @BeforeEach
    void writeCaptures() throws IOException {
        captures = new SampleRun()
                .writeCaptures(folder.resolve("captures"), 1, 3, 1)
                .toString();
    }

    private int run(String... args) {
        return Main.run(recorded.console(), args);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void closedPortIsUnreachableForEveryCommand() throws Exception {
        String address = "127.0.0.1:" + closedPort();
        String expected = """
                error: Kafka does not answer
                  at:  %s
                  why: Connection refused
                  fix: start Kafka, or correct --bootstrap HOST:PORT
                """.formatted(address);

        assertThat(run("replay", captures, "--bootstrap", address)).isEqualTo(4);
        assertThat(run("verify", captures, "--bootstrap", address)).isEqualTo(4);
        assertThat(run("run", "--bootstrap", address, "--state-dir", folder.toString()))
                .isEqualTo(4);
        assertThat(recorded.err()).isEqualTo(expected.repeat(3));
    }

    @Test
    void portOfSomethingElseIsToldFromKafka() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread other = new Thread(() -> answerLikeTls(server), "not-kafka");
            other.start();
            assertThat(run("replay", captures, "--bootstrap", "127.0.0.1:" + server.getLocalPort()))
                    .isEqualTo(4);
            other.join();
        }
        assertThat(recorded.err())
                .contains("  why: something else than an unencrypted Kafka listens there; for an encrypted one set");
    }

    private static void answerLikeTls(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(14);
            socket.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, 40, 0});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:", "localhost:99999", "a b:1", "localhost:9092,", ":9092"})
    void wrongAddressIsAUsageError(String address) {
        assertThat(run("replay", captures, "--bootstrap", address)).isEqualTo(2);
        assertThat(recorded.err()).contains("is no address of a Kafka broker\n  fix: write HOST:PORT");
    }

    @Test
    void otherMachineWithoutEncryptionIsRefusedUnlessAllowed() {
        assertThat(run("run", "--bootstrap", "kafka.invalid:9092")).isEqualTo(2);
        assertThat(recorded.err()).isEqualTo("""
                        error: captures would travel unencrypted to kafka.invalid:9092
                          why: security.protocol is PLAINTEXT, and that is not this machine
                          fix: set security.protocol=SSL or SASL_SSL in a file and add --kafka FILE
                          fix: or, in a network that you trust, add --allow-insecure
                        """);
    }

    @Test
    void flagOutranksTheFileAndNoSecretIsPrinted() throws Exception {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "bootstrap.servers=kafka.invalid:9\nsasl.jaas.config=hunter2\nsecurity.protocol=SASL_PLAINTEXT\n");
        String address = "127.0.0.1:" + closedPort();
        assertThat(run("replay", captures, "--kafka", file.toString())).isEqualTo(2);
        assertThat(run("replay", captures, "--kafka", file.toString(), "--bootstrap", address))
                .isEqualTo(4);
        assertThat(recorded.err())
                .contains("unencrypted to kafka.invalid:9\n")
                .contains("security.protocol is SASL_PLAINTEXT")
                .contains("  at:  " + address)
                .doesNotContain("hunter2");
    }

    @Test
    void missingSettingsFileGetsASuggestion() throws Exception {
        Files.writeString(folder.resolve("client.properties"), "");
        assertThat(run("run", "--kafka", folder.resolve("client.propertis").toString()))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("fix: did you mean \"client.properties\"?");
    }

    @Test
    void wrongValuesAreNamedBeforeKafkaIsAsked() {
        String nowhere = "--bootstrap=127.0.0.1:1";
        assertThat(run("replay", captures, nowhere, "--speed", "fast")).isEqualTo(2);
        assertThat(run("replay", captures, nowhere, "--reorder", "0")).isEqualTo(2);
        assertThat(run("replay", captures, nowhere, "--topic-prefix", "a b")).isEqualTo(2);
        assertThat(run("run", nowhere, "--threads", "0")).isEqualTo(2);
        assertThat(run("run", nowhere, "--commit-interval", "0s")).isEqualTo(2);
        assertThat(run("run", nowhere, "--application-id", "a b")).isEqualTo(2);
        assertThat(run("run", nowhere, "--declare", "a", "--default-endpoint", "b"))
                .isEqualTo(2);
        assertThat(recorded.err())
                .contains("\"fast\" is no speed: write max, 60x or 0.5x")
                .contains("error: --reorder 0 is not at least 1")
                .contains("error: --topic-prefix cannot be used")
                .contains("error: --threads 0 is not at least 1")
                .contains("error: --commit-interval must be longer than 0")
                .contains("error: --application-id \"a b\" cannot be used")
                .contains("error: --default-endpoint b is not watched");
    }

    @Test
    void applicationIsNamedForItsTopics() {
        assertThat(RunCommand.defaultApplicationId("tidemark.")).isEqualTo("tidemark-drift");
        assertThat(RunCommand.defaultApplicationId("team-a.")).isEqualTo("team-a-drift");
        assertThat(RunCommand.defaultApplicationId("")).isEqualTo("drift");
    }

    @Test
    void stateLiesWhereTheSystemHasState() {
        assertThat(RunCommand.defaultStateDirectory(Map.of("XDG_STATE_HOME", "/state"), "/home/a"))
                .isEqualTo(Path.of("/state/tidemark"));
        assertThat(RunCommand.defaultStateDirectory(Map.of("XDG_STATE_HOME", "state"), "/home/a"))
                .isEqualTo(Path.of("/home/a/.local/state/tidemark"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "run", "replay", "verify"})
    void helpFitsEightyColumnsAndHasExamples(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(recorded.out())
                .contains("\nExamples:\n  tidemark " + (command.equals("audit") ? "baseline" : command));
        assertThat(recorded.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(recorded.out().lines().filter(line -> line.contains(" examples/")))
                .as("examples begin with the command, or go on with an option of it")
                .allSatisfy(line -> assertThat(line).matches(" {2}tidemark .*| {4}-.*"));
    }
}
