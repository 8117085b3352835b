package io.tidemark.alerts.duty;

import java.util.Map;

/**
 * Who takes part in a duty.
 *
 * @param name of the duty, for the thread and the log
 * @param client how to reach the cluster; never printed
 * @param topic any topic that exists: whoever has its partition 0 in the group has the duty. Nothing of it is read
 * @param group the consumer group of all instances
 */
public record DutySettings(String name, Map<String, Object> client, String topic, String group) {
    public DutySettings {
        client = Map.copyOf(client);
    }

    @Override
    public String toString() {
        return "duty " + name + " of group " + group;
    }
}
