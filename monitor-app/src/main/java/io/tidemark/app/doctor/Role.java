package io.tidemark.app.doctor;

import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Whoever uses the topics, and what each may do with them: {@code deploy/acls.sh} grants exactly this. Read and Write hold
 * Describe.
 */
enum Role {
    /** {@code tidemark run}. */
    DRIFT("captures baselines activations", "reports violations ledger dead-letters"),
    /** {@code tidemark run --labels --no-drift}. */
    LABELS("captures ground-truth baselines activations", "model-reports violations ledger dead-letters"),
    /** {@code tidemark baseline --publish}. */
    BASELINE("baselines activations", "baselines activations"),
    /** {@code tidemark replay}, and whatever else sends captures and labels. */
    REPLAY("", "captures ground-truth"),
    /** {@code tidemark watch}, {@code explain}, {@code verify}. */
    VIEWER(
            "reports model-reports violations ledger dead-letters baselines activations episodes notifications"
                    + " operations fires proposals",
            "");

    private final String reads;
    private final String writes;

    Role(String reads, String writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** The word of {@code --role}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what it must be allowed on each topic: at start every topic is described, with its settings. */
    Map<String, Set<AclOperation>> needs(Topics topics) {
        Map<String, Set<AclOperation>> needs = new TreeMap<>();
        for (Topic<?, ?> topic : topics.all()) {
            String bare = topic.name().substring(topics.prefix().length());
            Set<AclOperation> operations = EnumSet.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);
            if (has(reads, bare)) {
                operations.add(AclOperation.READ);
            }
            if (has(writes, bare)) {
                operations.add(AclOperation.WRITE);
            }
            needs.put(topic.name(), operations);
        }
        return needs;
    }

    /** Returns the identity of the Kafka Streams application that the role runs; empty if it runs none. */
    Optional<String> applicationId(String applicationPrefix) {
        return this == DRIFT || this == LABELS ? Optional.of(applicationPrefix + word()) : Optional.empty();
    }

    private static boolean has(String names, String name) {
        return List.of(names.split(" ", -1)).contains(name);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }
}
