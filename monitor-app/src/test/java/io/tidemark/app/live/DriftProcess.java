package io.tidemark.app.live;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The drift application in a JVM of its own, which can be killed without any chance to tidy up. */
final class DriftProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private DriftProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Arguments: bootstrap servers, topic prefix, state directory. Ends when its input is closed. */
    public static void main(String[] arguments) throws IOException {
        Topics topics = new Topics(arguments[1]);
        Map<String, String> client = new HashMap<>(LiveApp.SLOWLY);
        // A static member's place is its successor's at once.
        client.put("main.consumer.group.instance.id", LiveApp.applicationId(topics) + "-only");
        System.out.println("begins");
        try (MonitorStreams app = LiveApp.start(
                LiveApp.settings(arguments[0], topics, MonitorConfig.defaults(), Path.of(arguments[2]), client))) {
            System.out.println("started " + app.state());
            int end = System.in.read();
            System.out.println("ends " + end);
        }
    }

    static DriftProcess start(String bootstrapServers, String prefix, Path state) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DriftProcess.class.getName(),
                        bootstrapServers,
                        prefix,
                        state.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new DriftProcess(process);
    }

    /** Waits until the process is about to set the application up. */
    void awaitBegin() throws IOException {
        awaitLine("begins");
    }

    /** Waits until the threads of the application have been started. */
    void awaitStart() throws IOException {
        awaitLine("started");
    }

    private void awaitLine(String word) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(word)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new AssertionError("the drift process ended before it printed '" + word + "'");
        }
    }

    /** Lets the process work for a while, then kills it (SIGKILL). It must not have ended by itself. */
    void killAfter(long milliseconds) throws InterruptedException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the drift process ended by itself with status " + process.exitValue());
        }
        process.destroyForcibly().waitFor();
    }

    /** Ends the process in good order and returns its exit status. */
    int end() throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the drift process did not end within 40 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
