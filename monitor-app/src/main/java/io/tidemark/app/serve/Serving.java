package io.tidemark.app.serve;

import io.tidemark.streams.processor.Observer;
import io.tidemark.streams.runtime.LiveApplication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a process shows of itself: nothing unless an address was given, else {@code /metrics}, {@code /health/live} and
 * {@code /health/ready}. It listens before the applications are set up, so that a long restore is seen as one.
 */
public final class Serving implements AutoCloseable {
    private final @Nullable Meters meters;
    private final @Nullable HttpAnswers answers;
    private final List<LiveApplication> applications = new CopyOnWriteArrayList<>();
    private volatile boolean isStopping;

    private Serving(@Nullable ListenAddress address) {
        meters = address == null ? null : new Meters(System::currentTimeMillis);
        answers = address == null || meters == null ? null : HttpAnswers.open(address, pages(meters));
    }

    /** Starts to listen, if an address is given. */
    public static Serving at(@Nullable ListenAddress address) {
        return new Serving(address);
    }

    /** A process that ends is alive until it has ended. */
    private Map<String, Supplier<HttpAnswers.Answer>> pages(Meters figures) {
        return Map.of(
                "/metrics",
                        () -> new HttpAnswers.Answer(200, "text/plain; version=0.0.4; charset=utf-8", figures.scrape()),
                "/health/live", () -> page(isStopping ? new Health(List.of()) : Health.live(states())),
                "/health/ready", () -> page(Health.ready(states(), isStopping)));
    }

    private static HttpAnswers.Answer page(Health health) {
        return HttpAnswers.Answer.json(health.isOk() ? 200 : 503, health.json());
    }

    private List<Health.Application> states() {
        return applications.stream()
                .map(app -> new Health.Application(app.name(), app.state(), app.liveThreads(), app.knowsBaselines()))
                .toList();
    }

    /** Returns who is to be told what an application does; nobody if nothing is shown. */
    public Observer observer(String application) {
        return meters == null ? Observer.NONE : meters.of(application);
    }

    /** Shows an application from now on. */
    public void watch(LiveApplication application) {
        applications.add(application);
        if (meters != null) {
            meters.watch(application);
        }
    }

    /** The process is about to stop: not ready any more, and alive until it has stopped. */
    public void stopping() {
        isStopping = true;
    }

    /** Returns the address of the figures, if they are shown. */
    public Optional<String> url() {
        return Optional.ofNullable(answers).map(server -> "http://" + server.address() + "/metrics");
    }

    @Override
    public void close() {
        if (answers != null) {
            answers.close();
        }
        if (meters != null) {
            meters.close();
        }
    }
}
