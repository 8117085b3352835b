package io.tidemark.app.store;

import io.tidemark.streams.store.WriteBehindOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.StreamsConfig;

/** The counting application in a JVM of its own, which can be killed without any chance to tidy up. */
final class CountingProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private CountingProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Arguments: bootstrap servers, application id, state directory, input topic. Ends when its input is closed. */
    public static void main(String[] arguments) throws IOException {
        Properties settings = CountingApp.settings(arguments[0], arguments[1], Path.of(arguments[2]));
        // A static member's place is its successor's at once; and small fetches, so that a kill finds work unfinished.
        settings.put(StreamsConfig.mainConsumerPrefix("group.instance.id"), arguments[1] + "-only");
        settings.put(StreamsConfig.mainConsumerPrefix("max.partition.fetch.bytes"), "2000");
        settings.put(StreamsConfig.mainConsumerPrefix("fetch.max.bytes"), "2000");
        try (var app = CountingApp.start(settings, arguments[3], WriteBehindOptions.persistent())) {
            System.out.println("started " + app.state());
            int end = System.in.read();
            System.out.println("ends " + end);
        }
    }

    static CountingProcess start(String bootstrapServers, String applicationId, Path stateDirectory, String input)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountingProcess.class.getName(),
                        bootstrapServers,
                        applicationId,
                        stateDirectory.toString(),
                        input))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new CountingProcess(process);
    }

    /** Waits for the first line of the process, printed when its threads have been started. */
    void awaitStart() throws IOException {
        String line = output.readLine();
        if (line == null || !line.startsWith("started")) {
            throw new AssertionError("the counting process ended before it started: " + line);
        }
    }

    /** Lets the process work for a while, then kills it (SIGKILL). It must not have ended by itself. */
    void killAfter(long milliseconds) throws InterruptedException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the counting process ended by itself with status " + process.exitValue());
        }
        process.destroyForcibly().waitFor();
    }

    /** Ends the process in good order and returns its exit status. */
    int end() throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the counting process did not end within 30 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
