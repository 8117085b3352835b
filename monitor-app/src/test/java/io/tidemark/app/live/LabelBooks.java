package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.ModelReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must hold of the output of a labels application: verdicts once, and every label and every row accounted for. */
final class LabelBooks {
    private static final List<String> FATES_IN_WINDOWS = List.of("labelled", "unlabelled", "expiredUnlabelled");

    private final LiveTopics topics;

    LabelBooks(LiveTopics topics) {
        this.topics = topics;
    }

    /** Returns the hash of every final verdict, by {@code start of the window/segment}; none may have come twice. */
    Map<String, String> finals() {
        Map<String, String> finals = new TreeMap<>();
        Topic<String, ModelReport> topic = topics.names().modelReports();
        for (ConsumerRecord<byte[], byte[]> record : topics.broker().readCommitted(topic.name())) {
            ModelReport report = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
            if (report.getStatus().equals("FINAL") && report.getPart() == 0) {
                String before =
                        finals.put(report.getWindowStart() + "/" + report.getSegment(), report.getVerdictHash());
                assertThat(before).as("final once").isNull();
            }
        }
        return finals;
    }

    /**
     * Checks both identities of the ledger once nothing is under way any more: of the records of each partition, and of the
     * rows and labels of partitions and windows.
     *
     * @param rows how many predicted rows were sent with an id of their own
     */
    void assertIdentities(long rows) {
        long eligible = 0;
        long labelled = 0;
        for (LedgerRow row : topics.ledger(LedgerScope.LABELS)) {
            assertThat(sum(row.getLabelFates(), row.getLabelFates().keySet()))
                    .isEqualTo(row.getRead() - row.getControl());
            assertThat(row.getNextOffset() - row.getFirstOffset()).isEqualTo(row.getRead() + row.getGaps());
            eligible += sum(row.getPredictionFates(), FATES_IN_WINDOWS);
            labelled += row.getPredictionFates().getOrDefault("labelled", 0L);
        }
        long inWindows = 0;
        long labelledInWindows = 0;
        for (LedgerRow row : topics.ledger(LedgerScope.LABEL_WINDOW)) {
            inWindows += sum(row.getPredictionFates(), FATES_IN_WINDOWS) + row.getLateRows();
            labelledInWindows += row.getPredictionFates().getOrDefault("labelled", 0L) + row.getLate();
        }
        assertThat(eligible).isEqualTo(rows);
        assertThat(inWindows).isEqualTo(eligible);
        assertThat(labelledInWindows).isEqualTo(labelled).isPositive();
    }

    private static long sum(Map<String, Long> counts, Iterable<String> names) {
        long sum = 0;
        for (String name : names) {
            sum += counts.getOrDefault(name, 0L);
        }
        return sum;
    }
}
