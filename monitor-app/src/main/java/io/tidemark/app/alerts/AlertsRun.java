package io.tidemark.app.alerts;

import io.tidemark.alerts.stream.AlertStreams;
import io.tidemark.alerts.stream.AlertsSettings;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/** One life of the alerts application in this process: started, watched, and stopped once, whoever asks. */
final class AlertsRun {
    private static final long LOOK_EVERY_MS = 250;

    private final Console console;
    private final AlertsSettings settings;
    private final KafkaClient client;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<AlertsPart> parts = new ArrayList<>();
    private volatile boolean isClosed;

    AlertsRun(Console console, AlertsSettings settings, KafkaClient client) {
        this.console = console;
        this.settings = settings;
        this.client = client;
    }

    /**
     * Runs until the application gives up, this thread is interrupted, or the process is told to end.
     *
     * @param others starts what runs beside it
     */
    ExitCode untilStopped(Parts others) throws InterruptedException {
        makeStateDirectory();
        AlertStreams app = created();
        Thread hook = new Thread(() -> close(app), "tidemark-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            parts.addAll(others.start());
            app.start();
            console.say("watching " + settings.topics().reports().name() + " and what else is judged on " + client
                    + ", as " + settings.applicationId() + ", state in " + settings.stateDirectory());
            return watch(app);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        } finally {
            close(app);
            forget(hook);
        }
    }

    /** Starts what runs beside the stream application. */
    @FunctionalInterface
    interface Parts {
        List<AlertsPart> start() throws InterruptedException;
    }

    private void makeStateDirectory() {
        try {
            Files.createDirectories(settings.stateDirectory());
        } catch (IOException e) {
            throw UserError.usage(Problem.of("the state folder cannot be made")
                    .at(settings.stateDirectory().toString())
                    .because(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                    .fix("choose another: --state-dir DIR"));
        }
    }

    private AlertStreams created() {
        try {
            return AlertStreams.create(settings);
        } catch (KafkaException e) {
            if (String.valueOf(e.getMessage()).contains("state directory")) {
                throw UserError.usage(Problem.of("another process uses the state folder")
                        .at(settings.stateDirectory().toString())
                        .because(String.valueOf(e.getMessage()))
                        .fix("stop it, or give this one a folder of its own: --state-dir DIR"));
            }
            throw KafkaProblems.of(e, client);
        } catch (IllegalStateException e) {
            throw UserError.usage(Problem.of(String.valueOf(e.getMessage())));
        }
    }

    private ExitCode watch(AlertStreams app) throws InterruptedException {
        while (!stop.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
            Optional<String> stopped = app.state().hasStartedOrFinishedShuttingDown()
                    ? Optional.of("the alerts application has stopped: " + app.state())
                    : parts.stream().flatMap(part -> part.stopped().stream()).findFirst();
            if (stopped.isPresent() && !isClosed) {
                throw new UserError(
                        ExitCode.INTERNAL,
                        Problem.of(stopped.get())
                                .because("the log above says what failed")
                                .fix("start it again: nothing is lost, it goes on where it last committed"));
            }
        }
        return ExitCode.INTERRUPTED;
    }

    /** Whoever comes second waits for the first: a process must not end before the last commit. */
    private synchronized void close(AlertStreams app) {
        if (!isClosed) {
            isClosed = true;
            console.say("stopping: the last episodes are committed");
            app.close();
            parts.forEach(AlertsPart::close);
            if (app.unreadable() > 0) {
                console.warn(
                        app.unreadable() + " records were left out because they cannot be read: the log names them");
            }
            console.say("stopped");
            console.flush();
        }
        stop.countDown();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what runs now.
        }
    }
}
