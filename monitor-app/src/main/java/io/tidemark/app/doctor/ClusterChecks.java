package io.tidemark.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Brokers, their version, and what they can do. */
final class ClusterChecks {
    private static final String SUBJECT = "cluster";
    private static final String METADATA = "metadata.version";
    private static final String TRANSACTIONS = "transaction.version";

    /** KIP-890: each transaction has a new epoch, so that a late message of an old one cannot end up in it. */
    private static final int TRANSACTIONS_VERIFIED = 2;

    private static final int SAFE_BROKERS = 3;

    private ClusterChecks() {}

    static List<Check> of(Admin admin) throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(brokers(Asked.of(admin.describeCluster().nodes()).size()));
        try {
            Map<String, Integer> levels = new TreeMap<>();
            Asked.of(admin.describeFeatures().featureMetadata())
                    .finalizedFeatures()
                    .forEach((name, range) -> levels.put(name, level(range)));
            checks.addAll(features(levels));
        } catch (UnsupportedVersionException | AuthorizationException e) {
            checks.add(Check.warn(
                    SUBJECT,
                    "its features cannot be asked for: " + e.getMessage(),
                    "its version is unknown",
                    "ask the cluster's operator whether it is Kafka 4.0 or later"));
        }
        return checks;
    }

    private static int level(FinalizedVersionRange range) {
        return range.maxVersionLevel();
    }

    static Check brokers(int count) {
        return count >= SAFE_BROKERS
                ? Check.ok(SUBJECT, count + " brokers answer")
                : Check.warn(
                        SUBJECT,
                        count == 1 ? "1 broker answers" : count + " brokers answer",
                        "with fewer than three, acknowledged records are lost with a broker, or writing stops",
                        "run three brokers or more, and topics with --replication 3");
    }

    static List<Check> features(Map<String, Integer> levels) {
        int transactions = levels.getOrDefault(TRANSACTIONS, 0);
        return List.of(
                Check.ok(SUBJECT, "feature level " + levels.getOrDefault(METADATA, 0) + " of " + METADATA),
                transactions >= TRANSACTIONS_VERIFIED
                        ? Check.ok(SUBJECT, "transaction protocol " + transactions)
                        : Check.error(
                                SUBJECT,
                                "transaction protocol " + transactions + ", not " + TRANSACTIONS_VERIFIED,
                                "a delayed message of an old transaction can be committed with a new one",
                                "upgrade the brokers to Kafka 4.0 or later, then kafka-features.sh upgrade --feature "
                                        + TRANSACTIONS + "=" + TRANSACTIONS_VERIFIED));
    }
}
