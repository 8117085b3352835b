package io.tidemark.app.monitor;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.core.canonical.ContentHash;
import java.util.List;

/** What a monitor's file means: its values with the defaults, and the hashes that verdicts will carry. */
final class EffectiveMonitor {
    private static final int VERSION = 1;

    private EffectiveMonitor() {}

    /** Keys with a value of their own, sections not counted, defaults included. */
    static int keys(MonitorFile monitor) {
        return count(monitor, JsonPointer.empty(), false);
    }

    /** Keys that stand in the file. */
    static int keysWritten(MonitorFile monitor) {
        return count(monitor, JsonPointer.empty(), true);
    }

    static ContentHash modelHash(MonitorFile monitor) {
        return monitor.model().hash(monitor.config().windows(), monitor.config().capture());
    }

    /** One document with every monitor. */
    static String json(List<MonitorFile> monitors) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode whole = mapper.createObjectNode().put("schemaVersion", VERSION);
        ArrayNode list = whole.putArray("monitors");
        for (MonitorFile monitor : monitors) {
            list.addObject()
                    .put("file", monitor.document().file().toString())
                    .put("endpoint", monitor.endpoint())
                    .put("keysSet", keysWritten(monitor))
                    .put("keys", keys(monitor))
                    .put("configHash", monitor.config().hash().hex())
                    .put("modelConfigHash", modelHash(monitor).hex())
                    .set("effective", monitor.document().root());
        }
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }

    private static int count(MonitorFile monitor, JsonPointer here, boolean isWritten) {
        JsonNode value = monitor.document().root().at(here);
        if (isWritten && !monitor.document().isWritten(here)) {
            return 0;
        }
        if (!value.isObject()) {
            return 1;
        }
        int keys = 0;
        for (var member : value.properties()) {
            keys += count(monitor, here.appendProperty(member.getKey()), isWritten);
        }
        return keys;
    }
}
