package io.tidemark.alerts.retrain;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.retrain.RetrainBook;
import io.tidemark.core.retrain.RetrainBook.DriftWindow;
import io.tidemark.core.retrain.RetrainBook.QualityWindow;
import io.tidemark.core.retrain.RetrainEvent;
import io.tidemark.core.retrain.RetrainRule;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.ModelFigure;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.RuleVerdict;
import io.tidemark.wire.avro.WindowVerdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Puts the parts of reports together and hands whole windows on in the order of their start. Rows of all segments count,
 * segments of their own do not.
 *
 * <p>Windows of one endpoint are on several partitions, and what was written at once is not seen at once on all of them. So
 * a window waits from one call of {@link #events} to the next: an earlier one that is late by less than that comes first,
 * and who reads everything again comes to the same events. Not thread-safe.
 */
final class RetrainFeed {
    private static final String FINAL = "FINAL";
    private static final String NAIVE = "NAIVE";

    private final Topics topics;
    private final Map<String, List<RetrainRule>> rules;
    private final Map<Place, RetrainBook> books = new HashMap<>();
    private final SortedMap<Key, Parts> drift = new TreeMap<>();
    private final SortedMap<Key, QualityWindow> quality = new TreeMap<>();
    private final Map<String, String> missing = new TreeMap<>();
    private Map<Place, Long> settledDrift = Map.of();
    private Map<Place, Long> settledQuality = Map.of();

    RetrainFeed(Topics topics, Map<String, List<RetrainRule>> rules) {
        this.topics = topics;
        this.rules = Map.copyOf(rules);
    }

    private record Place(String endpoint, String variant) {}

    private record Key(String endpoint, String variant, long startMs) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int time = Long.compare(startMs, other.startMs);
            int name = time == 0 ? endpoint.compareTo(other.endpoint) : time;
            return name == 0 ? variant.compareTo(other.variant) : name;
        }

        private Place place() {
            return new Place(endpoint, variant);
        }
    }

    private static final class Parts {
        private final Map<Integer, Report> byNumber = new HashMap<>();

        private boolean isWhole() {
            return byNumber.size() == byNumber.values().iterator().next().getParts();
        }
    }

    /** Returns the names of the topics that it reads. */
    List<String> names() {
        return List.of(topics.reports().name(), topics.modelReports().name());
    }

    /** Takes a record of one of them. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        if (record.topic().equals(topics.reports().name())) {
            take(topics.reports().valueSerde().deserializer().deserialize(record.topic(), record.value()));
        } else {
            take(topics.modelReports().valueSerde().deserializer().deserialize(record.topic(), record.value()));
        }
    }

    private void take(Report part) {
        if (part.getSegment().isEmpty() && rules.containsKey(part.getEndpoint())) {
            Key key = new Key(part.getEndpoint(), part.getVariant(), part.getWindowStart());
            drift.computeIfAbsent(key, k -> new Parts()).byNumber.put(part.getPart(), part);
        }
    }

    private void take(ModelReport part) {
        if (part.getPart() == 0
                && part.getStatus().equals(FINAL)
                && part.getSegment().isEmpty()
                && rules.containsKey(part.getEndpoint())) {
            Map<String, Double> figures = new HashMap<>();
            for (ModelFigure figure : part.getFigures()) {
                if (figure.getKind().equals(NAIVE)) {
                    figures.put(figure.getName(), figure.getValue());
                }
            }
            noteMissing(part.getEndpoint(), figures.keySet());
            quality.put(
                    new Key(part.getEndpoint(), part.getVariant(), part.getWindowStart()),
                    new QualityWindow(
                            part.getWindowStart(),
                            part.getWindowEnd(),
                            figures,
                            part.getLabelled(),
                            new ContentHash(part.getVerdictHash())));
        }
    }

    private void noteMissing(String endpoint, Set<String> figures) {
        for (RetrainRule rule : rules.getOrDefault(endpoint, List.of())) {
            if (rule instanceof RetrainRule.Quality quality && !figures.contains(quality.metric())) {
                String text = "rule \"" + rule.name() + "\" of endpoint " + endpoint + " asks for " + quality.metric()
                        + ", which a final report does not have; it has " + new TreeSet<>(figures);
                missing.putIfAbsent(endpoint + "/" + rule.name(), text);
            }
        }
    }

    /** Returns which figures rules have asked for in vain so far: a wrong name would keep silent for ever. */
    Set<String> missing() {
        return Set.copyOf(missing.values());
    }

    /** Returns the events that the windows known at the last call give rise to. */
    List<RetrainEvent> events() {
        List<RetrainEvent> events = new ArrayList<>();
        Map<Place, Long> dueDrift = settledDrift;
        drift.entrySet().removeIf(entry -> {
            boolean goes = entry.getValue().isWhole() && isDue(entry.getKey(), dueDrift);
            if (goes) {
                events.addAll(book(entry.getKey().place()).take(window(entry.getValue())));
            }
            return goes;
        });
        Map<Place, Long> dueQuality = settledQuality;
        quality.entrySet().removeIf(entry -> {
            boolean goes = isDue(entry.getKey(), dueQuality);
            if (goes) {
                events.addAll(book(entry.getKey().place()).take(entry.getValue()));
            }
            return goes;
        });
        settledDrift = newest(drift.entrySet().stream()
                .filter(entry -> entry.getValue().isWhole())
                .map(Map.Entry::getKey)
                .toList());
        settledQuality = newest(quality.keySet());
        return events;
    }

    private static boolean isDue(Key key, Map<Place, Long> settled) {
        return key.startMs() <= settled.getOrDefault(key.place(), Long.MIN_VALUE);
    }

    private static Map<Place, Long> newest(Collection<Key> keys) {
        Map<Place, Long> newest = new HashMap<>();
        keys.forEach(key -> newest.merge(key.place(), key.startMs(), Math::max));
        return newest;
    }

    private RetrainBook book(Place place) {
        return books.computeIfAbsent(
                place, p -> new RetrainBook(p.endpoint(), p.variant(), rules.getOrDefault(p.endpoint(), List.of())));
    }

    private static DriftWindow window(Parts parts) {
        Report first = parts.byNumber.values().iterator().next();
        Optional<Severity> worst = parts.byNumber.values().stream()
                .flatMap(part -> part.getOutcomes().stream())
                .filter(outcome -> outcome.getState() == RuleAnswer.ALARM)
                .map(RuleVerdict::getEffect)
                .map(Severity::ofEffect)
                .max(Severity::compareTo);
        return new DriftWindow(
                first.getWindowStart(),
                first.getWindowEnd(),
                worst,
                first.getState() == WindowVerdict.OK || first.getState() == WindowVerdict.ALARM,
                new ContentHash(first.getVerdictHash()));
    }
}
