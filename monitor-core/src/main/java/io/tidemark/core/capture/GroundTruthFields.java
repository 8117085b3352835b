package io.tidemark.core.capture;

import java.util.ArrayList;
import java.util.List;

/** What one ground-truth record says, before anybody judges it. Mutable scratch of one reader. */
final class GroundTruthFields {
    private final List<String> values = new ArrayList<>(1);
    private String joinId = "";
    private String endpoint = "";
    private String labelTime = "";
    private boolean isRetracted;

    void clear() {
        values.clear();
        joinId = "";
        endpoint = "";
        labelTime = "";
        isRetracted = false;
    }

    List<String> values() {
        return values;
    }

    String joinId() {
        return joinId;
    }

    void setJoinId(String id) {
        joinId = id;
    }

    String endpoint() {
        return endpoint;
    }

    void setEndpoint(String name) {
        endpoint = name;
    }

    String labelTime() {
        return labelTime;
    }

    void setLabelTime(String time) {
        labelTime = time;
    }

    boolean isRetracted() {
        return isRetracted;
    }

    void setRetracted(boolean retracted) {
        isRetracted = retracted;
    }
}
