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
    private static final String SLOWLY = "slowly";
    private static final String HEAP = ", heap ";

    private final Process process;
    private final BufferedReader output;

    private DriftProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Arguments: bootstrap servers, topic prefix, state directory, pace. Ends when its input is closed. */
    public static void main(String[] arguments) throws IOException {
        Topics topics = new Topics(arguments[1]);
        Map<String, String> client = new HashMap<>(arguments[3].equals(SLOWLY) ? LiveApp.SLOWLY : Map.of());
        // A static member's place is its successor's at once.
        client.put("main.consumer.group.instance.id", LiveApp.applicationId(topics) + "-only");
        System.out.println("begins");
        try (MonitorStreams app = LiveApp.start(
                LiveApp.settings(arguments[0], topics, MonitorConfig.defaults(), Path.of(arguments[2]), client))) {
            System.out.println("started " + app.state());
            int end = System.in.read();
            System.gc();
            System.out.println("ends " + end + HEAP + usedHeap());
        }
    }

    private static long usedHeap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Starts a process that works slowly, so that something can happen in its middle. */
    static DriftProcess start(String bootstrapServers, String prefix, Path state) throws IOException {
        return start(bootstrapServers, prefix, state, 256, SLOWLY);
    }

    /** Starts a process that works as fast as it can within a heap of so many mebibytes. */
    static DriftProcess startWithHeap(int heapMib, String bootstrapServers, String prefix, Path state)
            throws IOException {
        return start(bootstrapServers, prefix, state, heapMib, "fast");
    }

    private static DriftProcess start(String bootstrapServers, String prefix, Path state, int heapMib, String pace)
            throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx" + heapMib + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DriftProcess.class.getName(),
                        bootstrapServers,
                        prefix,
                        state.toString(),
                        pace))
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

    /** Ends the process in good order; returns the heap that was in use after a collection, in bytes. */
    long endAndTellHeap() throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        String line = awaitLine("ends");
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("the drift process did not end in good order");
        }
        return Long.parseLong(line.substring(line.indexOf(HEAP) + HEAP.length()));
    }

    private String awaitLine(String word) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(word)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new AssertionError("the drift process ended before it printed '" + word + "'");
        }
        return line;
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
