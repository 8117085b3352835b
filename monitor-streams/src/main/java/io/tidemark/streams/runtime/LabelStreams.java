package io.tidemark.streams.runtime;

import io.tidemark.streams.label.JoinSettings;
import io.tidemark.streams.label.LabelsTopology;
import io.tidemark.streams.processor.LostOffsets;
import io.tidemark.streams.processor.Observer;
import io.tidemark.streams.processor.Quarantine;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A running labels application: start, health, stop. It shares topics with the drift application and nothing else, so the
 * restore of weeks of open predictions holds up no window of that one.
 */
public final class LabelStreams extends LiveApplication {
    /** What people call it. */
    public static final String NAME = "labels";

    private final JoinSettings settings;

    private LabelStreams(StreamsApplication application, JoinSettings settings) {
        super(application);
        this.settings = settings;
    }

    /**
     * Returns an application that is set up and not started. The topics must exist, and captures and ground truth have the
     * same number of partitions.
     *
     * @param settings how it runs
     */
    public static LabelStreams create(LabelsSettings settings) {
        return create(settings, Observer.NONE);
    }

    /** As {@link #create(LabelsSettings)}, with an observer that is told by the stream threads. */
    public static LabelStreams create(LabelsSettings settings, Observer observer) {
        String captures = settings.topics().captures().name();
        String groundTruth = settings.topics().groundTruth().name();
        KafkaConsumer<byte[], byte[]> capturesProber =
                Clients.consumer(settings, "backlog-captures", KafkaBacklog.CONSUMER);
        KafkaConsumer<byte[], byte[]> truthProber =
                Clients.consumer(settings, "backlog-ground-truth", KafkaBacklog.CONSUMER);
        List<KafkaBacklog> backlogs =
                List.of(new KafkaBacklog(capturesProber, captures), new KafkaBacklog(truthProber, groundTruth));
        int partitions;
        try {
            Clients.requireTopics(capturesProber, settings.topics());
            partitions = requireCoPartitioned(capturesProber, captures, groundTruth);
        } catch (RuntimeException e) {
            backlogs.forEach(KafkaBacklog::close);
            throw e;
        }
        BaselineDirectory baselines =
                BaselineDirectory.start(Clients.consumer(settings, "baselines", Map.of()), settings.topics());
        try {
            JoinSettings join = new JoinSettings(
                    settings.shared().monitors(),
                    settings.shared().endpoints(),
                    partitions,
                    new JoinSettings.Input(captures, backlogs.get(0), new Quarantine(), new LostOffsets()),
                    new JoinSettings.Input(groundTruth, backlogs.get(1), new Quarantine(), new LostOffsets()),
                    settings.silence(),
                    System::nanoTime);
            return assemble(settings, join, baselines, backlogs, observer);
        } catch (RuntimeException e) {
            baselines.close();
            backlogs.forEach(KafkaBacklog::close);
            throw e;
        }
    }

    private static LabelStreams assemble(
            LabelsSettings settings,
            JoinSettings join,
            BaselineDirectory baselines,
            List<KafkaBacklog> backlogs,
            Observer observer) {
        Quarantine ofCaptures = join.captures().quarantine();
        Quarantine ofLabels = join.groundTruth().quarantine();
        Properties properties = StreamsProperties.of(
                settings,
                new QuarantineHandler.Registration(Map.of(
                        join.captures().topic(), ofCaptures, join.groundTruth().topic(), ofLabels)));
        LabelsTopology labels = new LabelsTopology(settings.topics(), join, baselines, baselines, settings.stores());
        KafkaStreams streams = new KafkaStreams(
                StreamsApplication.build(builder -> labels.addTo(builder, observer), properties),
                properties,
                new StreamClients(Map.of(
                        join.captures().topic(), join.captures().lost(),
                        join.groundTruth().topic(), join.groundTruth().lost())));
        return new LabelStreams(
                new StreamsApplication(streams, baselines, backlogs, List.of(ofCaptures, ofLabels)), join);
    }

    /**
     * A label is keyed by the join id of its prediction: it finds it only if both topics have as many partitions, and their
     * producers use the same partitioner.
     */
    static int requireCoPartitioned(Consumer<byte[], byte[]> prober, String captures, String groundTruth) {
        int ofCaptures = prober.partitionsFor(captures).size();
        int ofLabels = prober.partitionsFor(groundTruth).size();
        if (ofCaptures != ofLabels) {
            throw new IllegalStateException("topic " + groundTruth + " has " + ofLabels + " partitions, but "
                    + captures + " has " + ofCaptures + ": labels would not meet their predictions. Make "
                    + groundTruth + " anew with " + ofCaptures + " partitions, and send its records again");
        }
        return ofCaptures;
    }

    @Override
    public Map<String, Long> activatedMs() {
        return baselines().modelActivatedMs();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long lostOffsets() {
        return settings.captures().lost().count()
                + settings.groundTruth().lost().count();
    }
}
