package io.tidemark.app.serve;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidemark.app.console.Version;
import io.tidemark.streams.runtime.LiveApplication;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** The meters of this process: those of its applications, a choice of Kafka Streams' own, and the JVM's. */
final class Meters implements AutoCloseable {
    /** More series than this are not taken, whoever asks: a scrape must stay small. */
    static final int MOST_METERS = 20_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LongSupplier clockMs;
    private final Map<String, ApplicationMeters> applications = new ConcurrentHashMap<>();
    private final List<LiveApplication> watched = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> parts = new CopyOnWriteArrayList<>();

    /**
     * @param clockMs the clock, in epoch milliseconds
     */
    Meters(LongSupplier clockMs) {
        this.clockMs = clockMs;
        registry.config()
                .meterFilter(MeterFilter.maximumAllowableMetrics(MOST_METERS))
                .meterFilter(
                        MeterFilter.deny(id -> id.getName().startsWith("kafka.") && !KafkaChoice.has(id.getName())))
                .meterFilter(MeterFilter.ignoreTags("kafka.version"));
        ofProcess(registry);
    }

    private void ofProcess(MeterRegistry all) {
        new JvmMemoryMetrics().bindTo(all);
        new JvmThreadMetrics().bindTo(all);
        new ProcessorMetrics().bindTo(all);
        new FileDescriptorMetrics().bindTo(all);
        new UptimeMetrics().bindTo(all);
        JvmGcMetrics collector = new JvmGcMetrics();
        collector.bindTo(all);
        parts.add(collector);
        Gauge.builder("tidemark.build", () -> 1)
                .description("1, with the release as a label.")
                .tags(Tags.of("version", Version.release()))
                .register(all);
    }

    /** Returns the meters of an application, which is to be told what the application does. */
    ApplicationMeters of(String application) {
        return applications.computeIfAbsent(application, name -> new ApplicationMeters(registry, name, clockMs));
    }

    /** Adds what an application, and Kafka Streams, say of themselves. */
    void watch(LiveApplication application) {
        watched.add(application);
        Tags tags = Tags.of("application", application.name());
        for (KafkaStreams.State state : KafkaStreams.State.values()) {
            Gauge.builder("tidemark.application.state", application, a -> a.state() == state ? 1 : 0)
                    .description("1 for the state that the application is in, 0 for the others.")
                    .tags(tags.and("state", state.name()))
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("tidemark.application.threads", application, LiveApplication::liveThreads)
                .description("Stream threads that are alive.")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        KafkaStreamsMetrics ofKafka = new KafkaStreamsMetrics(application.streams(), tags);
        ofKafka.bindTo(registry);
        parts.add(ofKafka);
    }

    /** Returns all figures in the text form of Prometheus. */
    String scrape() {
        watched.forEach(application -> of(application.name()).activated(application.activatedMs()));
        return registry.scrape();
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("meters were not closed", e);
            }
        }
        registry.close();
    }
}
