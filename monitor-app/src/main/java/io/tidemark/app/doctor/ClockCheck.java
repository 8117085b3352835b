package io.tidemark.app.doctor;

import io.tidemark.app.options.DurationConverter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether this machine and the brokers agree on the time. It writes nothing: the append time of the newest record is a
 * moment that the broker's clock has passed, so a clock here that is before it is behind by at least as much. A clock
 * here that is ahead cannot be told from a topic that is quiet.
 */
final class ClockCheck {
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    /** Half of the five minutes by which an event time may be ahead of its append time. */
    private static final Duration HARMFUL = Duration.ofMinutes(2);

    private ClockCheck() {}

    static List<Check> of(Admin admin, TopicFacts.Learned learned, List<String> topics) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (String topic : topics) {
            TopicFacts facts = learned.known().get(topic);
            for (int partition = 0; facts != null && partition < facts.partitions(); partition++) {
                wanted.put(new TopicPartition(topic, partition), OffsetSpec.maxTimestamp());
            }
        }
        long newest = -1;
        for (ListOffsetsResultInfo each :
                Asked.of(admin.listOffsets(wanted).all()).values()) {
            newest = Math.max(newest, each.timestamp());
        }
        return List.of(judge(newest, System.currentTimeMillis()));
    }

    /**
     * @param newestMs append time of the newest record, -1 if there is none
     * @param nowMs time of this machine, taken afterwards
     */
    static Check judge(long newestMs, long nowMs) {
        if (newestMs < 0) {
            return Check.ok("clock", "no record to compare it with yet");
        }
        Duration behind = Duration.ofMillis(newestMs - nowMs);
        if (behind.compareTo(TOLERATED) <= 0) {
            return Check.ok("clock", "not behind the brokers' as far as the newest record shows");
        }
        String what = "this machine is at least " + DurationConverter.text(behind) + " behind the brokers";
        String fix = "set both by NTP: chronyc tracking";
        return behind.compareTo(HARMFUL) > 0
                ? Check.error("clock", what, "records of its producers become late or dead letters", fix)
                : Check.warn("clock", what, "times in logs and figures disagree", fix);
    }
}
