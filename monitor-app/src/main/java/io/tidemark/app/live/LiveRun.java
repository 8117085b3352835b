package io.tidemark.app.live;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.app.serve.ListenAddress;
import io.tidemark.app.serve.Serving;
import io.tidemark.core.config.Monitor;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** One life of the live applications in this process: started, watched, and stopped once, whoever asks. */
final class LiveRun {
    private static final long LOOK_EVERY_MS = 250;

    private final Console console;
    private final DriftSettings settings;
    private final boolean withDrift;
    private final Optional<LabelsSettings> labels;
    private final KafkaClient client;
    private final @Nullable ListenAddress listen;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean isClosed;
    private ExitCode end = ExitCode.INTERRUPTED;

    /**
     * @param console is told what happens
     * @param settings of the drift application; the labels application shares most of them
     * @param withDrift whether the drift application runs
     * @param labels how the labels application runs, if it does
     * @param client where Kafka is
     */
    LiveRun(
            Console console,
            DriftSettings settings,
            boolean withDrift,
            Optional<LabelsSettings> labels,
            KafkaClient client) {
        this(console, settings, withDrift, labels, client, null);
    }

    private LiveRun(
            Console console,
            DriftSettings settings,
            boolean withDrift,
            Optional<LabelsSettings> labels,
            KafkaClient client,
            @Nullable ListenAddress listen) {
        this.listen = listen;
        this.console = console;
        this.settings = settings;
        this.withDrift = withDrift;
        this.labels = labels;
        this.client = client;
    }

    /** Returns this run with figures and health shown over HTTP, if an address is given. */
    LiveRun showingItself(@Nullable ListenAddress address) {
        return new LiveRun(console, settings, withDrift, labels, client, address);
    }

    /**
     * Runs until the application gives up, this thread is interrupted, or the process is told to end. In the last case
     * the process ends with the signal's own exit status, as soon as the application has stopped. Lost input makes it
     * 1.
     */
    ExitCode untilStopped() throws InterruptedException {
        makeStateDirectory();
        try (Serving serving = Serving.at(listen)) {
            serving.url().ifPresent(url -> console.say("figures on " + url));
            return untilStopped(serving);
        }
    }

    private ExitCode untilStopped(Serving serving) throws InterruptedException {
        LiveApplications app = created(serving);
        Thread hook = new Thread(() -> closeAndEnd(app), "tidemark-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start(app);
            console.say(watches());
            return watch(app);
        } catch (InterruptedException e) {
            if (close(app) == ExitCode.INTERRUPTED) {
                throw e;
            }
            return ExitCode.VIOLATIONS;
        } finally {
            close(app);
            forget(hook);
        }
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

    private LiveApplications created(Serving serving) {
        try {
            return LiveApplications.create(withDrift ? Optional.of(settings) : Optional.empty(), labels, serving);
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

    private void start(LiveApplications app) {
        try {
            app.start();
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        } catch (IllegalStateException e) {
            throw KafkaProblems.unreachable(client, String.valueOf(e.getMessage()));
        }
    }

    private String watches() {
        Set<String> declared = new TreeSet<>(settings.endpoints().declared());
        return "watching " + settings.topics().captures().name() + " on " + client + ": "
                + (declared.isEmpty() ? "every endpoint" : String.join(", ", declared)) + ", windows of "
                + each(monitor -> Duration.ofMillis(monitor.config().windows().sizeMs())) + ", grace "
                + each(monitor -> monitor.config().timing().grace()) + ", as " + applicationIds() + ", state in "
                + settings.stateDirectory();
    }

    /** What monitors say, each thing once. */
    private String each(Function<Monitor, Duration> one) {
        return settings.monitors().all().stream()
                .map(one)
                .distinct()
                .map(DurationConverter::text)
                .collect(Collectors.joining(", "));
    }

    private String applicationIds() {
        return Stream.concat(
                        Stream.of(settings.applicationId()).filter(id -> withDrift),
                        labels.stream().map(LabelsSettings::applicationId))
                .collect(Collectors.joining(" and "));
    }

    private ExitCode watch(LiveApplications app) throws InterruptedException {
        while (!stop.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
            Optional<String> stopped = app.stopped();
            if (stopped.isPresent() && !isClosed) {
                throw new UserError(
                        ExitCode.INTERNAL,
                        Problem.of(stopped.get())
                                .because("its threads failed again and again; the lines above say how")
                                .fix(
                                        "start it again with -v once the cause is gone: nothing that was committed is lost"));
            }
        }
        return ExitCode.INTERRUPTED;
    }

    /** A signal decides the exit status of its process, and only a halt can still say another. */
    private void closeAndEnd(LiveApplications app) {
        ExitCode code = close(app);
        if (code != ExitCode.INTERRUPTED) {
            Runtime.getRuntime().halt(code.code());
        }
    }

    /** Whoever comes second waits for the first: a process must not end before the last commit. */
    private synchronized ExitCode close(LiveApplications app) {
        if (!isClosed) {
            isClosed = true;
            console.say("stopping: the last counts are committed");
            app.close();
            console.say("stopped");
            end = RunEnd.tell(app.lostOffsets(), console);
            console.flush();
        }
        stop.countDown();
        return end;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what runs now.
        }
    }
}
