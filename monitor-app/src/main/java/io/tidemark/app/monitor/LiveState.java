package io.tidemark.app.monitor;

import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.app.kafka.TopicScan;
import io.tidemark.baseline.PublishedBaseline;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/**
 * What runs now, as far as topics tell.
 *
 * @param missing topics that are not there
 * @param configs hash of the configuration that judged the newest window of an endpoint, by endpoint
 * @param baselines hash of the baseline that was activated last and counts, by endpoint
 */
record LiveState(List<String> missing, Map<String, String> configs, Map<String, String> baselines) {
    /** Reads reports and activations to their present end. */
    static LiveState read(KafkaClient client, Topics topics) throws InterruptedException {
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            List<String> missing = new TopicLookup(connection.admin()).missing(topics.all());
            boolean hasReports = !missing.contains(topics.reports().name());
            boolean hasBaselines = !missing.contains(topics.activations().name())
                    && !missing.contains(topics.baselines().name());
            return new LiveState(
                    missing,
                    hasReports ? configs(client, topics) : Map.of(),
                    hasBaselines ? baselines(client, topics) : Map.of());
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private static Map<String, String> configs(KafkaClient client, Topics topics) {
        Map<String, Report> newest = new TreeMap<>();
        new TopicScan(client)
                .read(
                        topics.reports(),
                        report -> newest.merge(
                                report.getEndpoint(),
                                report,
                                (a, b) -> b.getWindowStart() >= a.getWindowStart() ? b : a));
        Map<String, String> hashes = new TreeMap<>();
        newest.forEach((endpoint, report) -> hashes.put(endpoint, report.getConfigHash()));
        return hashes;
    }

    private static Map<String, String> baselines(KafkaClient client, Topics topics) {
        Map<String, String> hashes = new TreeMap<>();
        PublishedBaseline.list(client.properties(), topics).stream()
                .filter(one ->
                        one.kind() == ActivationKind.BASELINE && one.refusal().isEmpty())
                .forEach(one -> hashes.put(one.endpoint(), one.hash().hex()));
        return hashes;
    }

    Optional<String> config(String endpoint) {
        return Optional.ofNullable(configs.get(endpoint));
    }

    Optional<String> baseline(String endpoint) {
        return Optional.ofNullable(baselines.get(endpoint));
    }
}
