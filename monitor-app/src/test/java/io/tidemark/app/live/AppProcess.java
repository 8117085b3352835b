package io.tidemark.app.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application in a JVM of its own, which can be killed without any chance to tidy up. */
final class AppProcess implements AutoCloseable {
    /** What the last line of a process says before the heap that is in use, in bytes. */
    static final String HEAP = ", heap ";

    private final Process process;
    private final BufferedReader output;

    private AppProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a JVM.
     *
     * @param main the class to run, which prints {@code begins} and {@code started}, and ends when its input is closed
     * @param heapMib its heap at most, in mebibytes
     * @param arguments what the class is told
     */
    static AppProcess start(Class<?> main, int heapMib, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + heapMib + "m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new AppProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
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
            throw new AssertionError("the process did not end in good order");
        }
        return Long.parseLong(line.substring(line.indexOf(HEAP) + HEAP.length()));
    }

    /** Waits for a line that begins with a word, and returns it. */
    String awaitLine(String word) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(word)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new AssertionError("the process ended before it printed '" + word + "'");
        }
        return line;
    }

    /** Lets the process work for a while, then kills it (SIGKILL). It must not have ended by itself. */
    void killAfter(long milliseconds) throws InterruptedException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the process ended by itself with status " + process.exitValue());
        }
        process.destroyForcibly().waitFor();
    }

    /** Ends the process in good order and returns its exit status. */
    int end() throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end within 40 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
