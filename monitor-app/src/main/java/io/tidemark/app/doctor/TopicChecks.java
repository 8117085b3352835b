package io.tidemark.app.doctor;

import io.tidemark.app.options.DurationConverter;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Whether every topic is there and is as it has to be for the windows and labels of a deployment. */
final class TopicChecks {
    private static final String RETENTION = TopicConfig.RETENTION_MS_CONFIG;
    private static final int SAFE_REPLICATION = 3;
    private static final int SAFE_IN_SYNC = 2;

    /** Rows of reports and ledger are at most half of this; captures up to this are taken. */
    private static final long RECORD_BYTES = 1 << 20;

    private final Topics topics;
    private final Needs needs;
    private final int brokers;

    /**
     * How long records must stay.
     *
     * @param window length of a window
     * @param grace how long after its end it takes late records
     * @param horizon how long after its window a label still joins
     * @param orphans how long a label waits for its prediction
     */
    record Needs(Duration window, Duration grace, Duration horizon, Duration orphans) {
        Duration ofCaptures() {
            return window.plus(grace);
        }

        Duration ofLabels() {
            return window.plus(horizon).plus(orphans);
        }
    }

    /**
     * @param topics as they have to be
     * @param needs how long records must stay
     * @param brokers how many brokers there are
     */
    TopicChecks(Topics topics, Needs needs, int brokers) {
        this.topics = topics;
        this.needs = needs;
        this.brokers = brokers;
    }

    List<Check> of(TopicFacts.Learned learned) {
        List<Check> checks = new ArrayList<>();
        for (Topic<?, ?> topic : topics.all()) {
            TopicFacts facts = learned.known().get(topic.name());
            if (facts != null) {
                checks.addAll(of(topic, facts));
            } else if (learned.hidden().contains(topic.name())) {
                checks.add(Check.error(
                        "topic " + topic.name(),
                        "this client may not see it",
                        "nothing can be said of it",
                        "grant Describe on topic " + topic.name() + ": deploy/acls.sh --help"));
            } else {
                checks.add(Check.error(
                        "topic " + topic.name(),
                        "it does not exist",
                        "the applications do not start without it",
                        "tidemark run --create-topics, with --replication 3 on three brokers or more"));
            }
        }
        partitionsAgree(learned.known(), checks);
        return checks;
    }

    private List<Check> of(Topic<?, ?> topic, TopicFacts facts) {
        String subject = "topic " + topic.name();
        List<Check> checks = new ArrayList<>();
        if (facts.config().isEmpty()) {
            checks.add(Check.warn(
                    subject,
                    "its settings may not be seen",
                    "they cannot be checked",
                    "grant DescribeConfigs on topic " + topic.name() + ": deploy/acls.sh --help"));
        } else {
            settings(topic, facts, checks);
            retention(topic, facts, checks);
            safety(facts, checks);
        }
        availability(facts, checks);
        if (topic.partitions() == 1 && facts.partitions() != 1) {
            checks.add(Check.error(
                    subject,
                    facts.partitions() + " partitions, not 1",
                    "its records need one order",
                    "make the topic anew with one partition"));
        }
        return checks.isEmpty() ? List.of(Check.ok(subject, summary(facts))) : checks;
    }

    private static String summary(TopicFacts facts) {
        return facts.partitions() + (facts.partitions() == 1 ? " partition, " : " partitions, ") + facts.replication()
                + (facts.replication() == 1 ? " replica, " : " replicas, ")
                + facts.config().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "") + ", append time";
    }

    private static void settings(Topic<?, ?> topic, TopicFacts facts, List<Check> checks) {
        expect(
                topic,
                facts,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                checks,
                "a topic is expired by record time: records with an old event time are deleted unread");
        expect(
                topic,
                facts,
                TopicConfig.CLEANUP_POLICY_CONFIG,
                checks,
                "records are deleted that have to stay, or stay for ever");
    }

    private static void expect(Topic<?, ?> topic, TopicFacts facts, String setting, List<Check> checks, String why) {
        String wanted = topic.config().getOrDefault(setting, "");
        String found = facts.config().getOrDefault(setting, "unknown");
        if (!wanted.equals(found)) {
            checks.add(Check.error(
                    "topic " + topic.name(),
                    setting + " is " + found + ", not " + wanted,
                    why,
                    alter(topic.name(), setting, wanted)));
        }
    }

    private void retention(Topic<?, ?> topic, TopicFacts facts, List<Check> checks) {
        String wanted = topic.config().get(RETENTION);
        long found = facts.number(RETENTION, -1);
        if (wanted == null || found == -1) {
            return;
        }
        Duration least = least(topic);
        String what = "records stay " + text(found);
        if (found < least.toMillis()) {
            checks.add(Check.error(
                    "topic " + topic.name(),
                    what + ", shorter than " + text(least.toMillis()),
                    "they are deleted before their window is judged, or before their label has come",
                    alter(topic.name(), RETENTION, wanted)));
        } else if (found < Long.parseLong(wanted)) {
            checks.add(Check.warn(
                    "topic " + topic.name(),
                    what + ", not " + text(Long.parseLong(wanted)),
                    "an outage or a late look at them has less time than was planned",
                    alter(topic.name(), RETENTION, wanted)));
        }
    }

    private Duration least(Topic<?, ?> topic) {
        if (topic.name().equals(topics.groundTruth().name())) {
            return needs.ofLabels();
        }
        return topic.name().equals(topics.captures().name()) ? needs.ofCaptures() : Duration.ZERO;
    }

    private void safety(TopicFacts facts, List<Check> checks) {
        String subject = "topic " + facts.name();
        long inSync = facts.number(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, 1);
        if (inSync > facts.replication()) {
            checks.add(Check.error(
                    subject,
                    "min.insync.replicas is " + inSync + " of " + facts.replication() + " replicas",
                    "nothing can be written",
                    alter(facts.name(), TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1")));
        } else if (brokers >= SAFE_REPLICATION && facts.replication() < SAFE_REPLICATION) {
            checks.add(Check.warn(
                    subject,
                    facts.replication() + " replicas on " + brokers + " brokers",
                    "a lost broker can lose records",
                    "kafka-reassign-partitions.sh to three brokers"));
        } else if (facts.replication() >= SAFE_REPLICATION && inSync < SAFE_IN_SYNC) {
            checks.add(Check.warn(
                    subject,
                    "min.insync.replicas is " + inSync,
                    "a record is acknowledged that only one broker has",
                    alter(facts.name(), TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2")));
        }
        if (facts.config()
                .getOrDefault(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false")
                .equals("true")) {
            checks.add(Check.warn(
                    subject,
                    "unclean leader elections are allowed",
                    "acknowledged records can be lost",
                    alter(facts.name(), TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false")));
        }
        if (facts.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, RECORD_BYTES) < RECORD_BYTES) {
            checks.add(Check.warn(
                    subject,
                    "max.message.bytes is " + facts.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, 0),
                    "records that Tidemark takes are refused by the broker",
                    alter(facts.name(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1048588")));
        }
    }

    private static void availability(TopicFacts facts, List<Check> checks) {
        if (facts.leaderless() > 0) {
            checks.add(Check.error(
                    "topic " + facts.name(),
                    facts.leaderless() + " partitions have no leader",
                    "they can be neither read nor written",
                    "bring their brokers back"));
        } else if (facts.behind() > 0) {
            checks.add(Check.warn(
                    "topic " + facts.name(),
                    facts.behind() + " partitions have replicas that are behind",
                    "another lost broker can stop writing",
                    "look at the brokers that hold them"));
        }
    }

    /** A label finds its prediction only if both topics have as many partitions. */
    private void partitionsAgree(Map<String, TopicFacts> known, List<Check> checks) {
        TopicFacts captures = known.get(topics.captures().name());
        TopicFacts labels = known.get(topics.groundTruth().name());
        if (captures != null && labels != null && captures.partitions() != labels.partitions()) {
            checks.add(Check.error(
                    "topic " + labels.name(),
                    labels.partitions() + " partitions, but " + captures.name() + " has " + captures.partitions(),
                    "labels do not meet their predictions",
                    "make " + labels.name() + " anew with " + captures.partitions()
                            + " partitions, and send its records again"));
        }
    }

    private static String text(long ms) {
        return DurationConverter.text(Duration.ofMillis(ms));
    }

    private static String alter(String topic, String setting, String value) {
        return "kafka-configs.sh --alter --entity-type topics --entity-name " + topic + " --add-config " + setting + "="
                + value;
    }
}
