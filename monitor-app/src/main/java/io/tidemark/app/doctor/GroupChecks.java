package io.tidemark.app.doctor;

import io.tidemark.app.console.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** How far the applications' consumer groups are behind, and whether anybody reads at all. */
final class GroupChecks {
    private final Admin admin;
    private final String prefix;

    /**
     * @param admin a client of the cluster; stays open
     * @param prefix what the names of the applications begin with
     */
    GroupChecks(Admin admin, String prefix) {
        this.admin = admin;
        this.prefix = prefix;
    }

    List<Check> run() throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        try {
            Map<String, GroupState> states = new HashMap<>();
            for (GroupListing group : Asked.of(admin.listGroups().valid())) {
                if (group.groupId().startsWith(prefix)) {
                    states.put(group.groupId(), group.groupState().orElse(GroupState.UNKNOWN));
                }
            }
            for (String group : new TreeSet<>(states.keySet())) {
                checks.add(of(group, states.getOrDefault(group, GroupState.UNKNOWN)));
            }
        } catch (AuthorizationException e) {
            checks.add(Check.warn(
                    "groups",
                    "this client may not see them: " + e.getMessage(),
                    "their lag is unknown",
                    "grant Describe on the groups that begin with " + prefix));
        }
        return checks.isEmpty()
                ? List.of(Check.warn(
                        "groups",
                        "none begins with " + prefix,
                        "no application has run here, or it may not be seen",
                        "start one: tidemark run"))
                : checks;
    }

    private Check of(String group, GroupState state) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                Asked.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> positions = new HashMap<>();
        committed.forEach((place, offset) -> {
            if (offset != null) {
                positions.put(place, offset.offset());
            }
        });
        return judge(
                new Reading(group, state == GroupState.EMPTY || state == GroupState.DEAD),
                positions,
                offsets(positions, OffsetSpec.earliest()),
                offsets(positions, OffsetSpec.latest()));
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, Long> of, OffsetSpec spec)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        of.keySet().forEach(place -> wanted.put(place, spec));
        Map<TopicPartition, Long> found = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                Asked.of(admin.listOffsets(wanted).all()).entrySet()) {
            found.put(each.getKey(), each.getValue().offset());
        }
        return found;
    }

    /** A group, and whether it has no member. */
    record Reading(String group, boolean isEmpty) {}

    static Check judge(
            Reading reading,
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends) {
        long lag = 0;
        long lost = 0;
        for (Map.Entry<TopicPartition, Long> at : positions.entrySet()) {
            lag += Math.max(0, ends.getOrDefault(at.getKey(), 0L) - at.getValue());
            lost += Math.max(0, starts.getOrDefault(at.getKey(), 0L) - at.getValue());
        }
        String subject = "group " + reading.group();
        if (lost > 0) {
            return Check.error(
                    subject,
                    Figures.count(lost, "offset") + " deleted before it was read",
                    "the ledger will name it as lost, and the application exits with 1",
                    "keep records longer than an outage: retention.ms of its input");
        }
        String behind = Figures.count(lag, "offset") + " behind";
        return reading.isEmpty()
                ? Check.warn(subject, "no member, " + behind, "nobody reads", "start the application")
                : Check.ok(subject, behind);
    }
}
