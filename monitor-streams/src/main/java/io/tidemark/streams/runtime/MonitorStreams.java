package io.tidemark.streams.runtime;

import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.processor.IntakeSettings;
import io.tidemark.streams.processor.LostOffsets;
import io.tidemark.streams.processor.Observer;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.streams.topology.DriftTopology;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.streams.KafkaStreams;

/** A running drift application: start, health, stop. */
public final class MonitorStreams extends LiveApplication {
    /** What people call it. */
    public static final String NAME = "drift";

    private final LostOffsets lost;

    private MonitorStreams(StreamsApplication application, LostOffsets lost) {
        super(application);
        this.lost = lost;
    }

    /**
     * Returns an application that is set up and not started. The topics must exist.
     *
     * @param settings how it runs
     */
    public static MonitorStreams create(DriftSettings settings) {
        return create(settings, Observer.NONE);
    }

    /**
     * Returns an application that tells an observer what it does.
     *
     * @param settings how it runs
     * @param observer is told by the stream threads
     */
    public static MonitorStreams create(DriftSettings settings, Observer observer) {
        return create(settings, new Watch(UnaryOperator.identity(), observer));
    }

    /**
     * Returns an application that looks baselines up through a view of what its directory knows.
     *
     * @param settings how it runs
     * @param view what stands between the processors and the directory: a place to observe look-ups, or to make them fail
     */
    public static MonitorStreams create(DriftSettings settings, UnaryOperator<Baselines> view) {
        return create(settings, new Watch(view, Observer.NONE));
    }

    /**
     * How an application is looked at.
     *
     * @param view what stands between the processors and the directory
     * @param observer is told what the application does
     */
    private record Watch(UnaryOperator<Baselines> view, Observer observer) {}

    private static MonitorStreams create(DriftSettings settings, Watch watch) {
        KafkaConsumer<byte[], byte[]> prober = Clients.consumer(settings, "backlog", KafkaBacklog.CONSUMER);
        String captures = settings.topics().captures().name();
        int inputPartitions;
        try {
            Clients.requireTopics(prober, settings.topics());
            inputPartitions = prober.partitionsFor(captures).size();
        } catch (RuntimeException e) {
            prober.close();
            throw e;
        }
        KafkaBacklog backlog = new KafkaBacklog(prober, captures);
        try {
            return assemble(settings, watch, inputPartitions, backlog);
        } catch (RuntimeException e) {
            backlog.close();
            throw e;
        }
    }

    private static MonitorStreams assemble(
            DriftSettings settings, Watch watch, int inputPartitions, KafkaBacklog backlog) {
        BaselineDirectory baselines =
                BaselineDirectory.start(Clients.consumer(settings, "baselines", Map.of()), settings.topics());
        try {
            return assemble(settings, watch, inputPartitions, baselines, backlog);
        } catch (RuntimeException e) {
            baselines.close();
            throw e;
        }
    }

    private static MonitorStreams assemble(
            DriftSettings settings,
            Watch watch,
            int inputPartitions,
            BaselineDirectory baselines,
            KafkaBacklog backlog) {
        String captures = settings.topics().captures().name();
        Quarantine quarantine = new Quarantine();
        IntakeSettings intake = new IntakeSettings(
                settings.monitors(), settings.endpoints(), inputPartitions, backlog, quarantine, System::nanoTime);
        Properties properties =
                StreamsProperties.of(settings, new QuarantineHandler.Registration(Map.of(captures, quarantine)));
        DriftTopology drift = new DriftTopology(
                settings.topics(), intake, watch.view().apply(baselines), settings.stores(), inputPartitions);
        KafkaStreams streams = new KafkaStreams(
                StreamsApplication.build(builder -> drift.addTo(builder, watch.observer()), properties),
                properties,
                new StreamClients(Map.of(captures, intake.lost())));
        return new MonitorStreams(
                new StreamsApplication(streams, baselines, List.of(backlog), List.of(quarantine)), intake.lost());
    }

    @Override
    public Map<String, Long> activatedMs() {
        return baselines().activatedMs();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long lostOffsets() {
        return lost.count();
    }
}
