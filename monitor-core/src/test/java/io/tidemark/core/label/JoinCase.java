package io.tidemark.core.label;

import io.tidemark.core.model.Prediction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A random set of records of one id: repeats, conflicts, corrections, retractions, several endpoints, rows and windows,
 * labels before, at and behind every bound. It can be run in any order, and says by itself which pairs must result.
 */
final class JoinCase {
    static final LabelRules RULES = ALabel.RULES.withHorizon(Duration.ofDays(3)).withOrphans(Duration.ofDays(2));

    private static final List<ConflictRule> CONFLICTS =
            List.of(ConflictRule.LAST, ConflictRule.FIRST, ConflictRule.REJECT);
    private static final List<String> ENDPOINTS = List.of("a", "b");

    private final Random random;
    private final ConflictRule conflict;
    private final List<Object> records = new ArrayList<>();

    JoinCase(long seed, int labels) {
        random = new Random(seed);
        conflict = CONFLICTS.get(random.nextInt(3));
        int captures = 1 + random.nextInt(6);
        for (int i = 0; i < captures; i++) {
            records.add(capture());
        }
        for (int i = 0; i < labels; i++) {
            records.add(label());
        }
        for (int repeats = random.nextInt(4); repeats > 0; repeats--) {
            records.add(records.get(random.nextInt(records.size())));
        }
    }

    private PredictedRecord capture() {
        long time = ALabel.START + random.nextInt(4) * ALabel.DAY + random.nextInt(2) * 30L * ALabel.MINUTE;
        List<Prediction> rows = new ArrayList<>();
        for (int i = random.nextInt(10) < 8 ? 1 : 2; i > 0; i--) {
            rows.add(Prediction.ofBinary(random.nextBoolean(), random.nextInt(3) / 4.0));
        }
        return new PredictedRecord(ENDPOINTS.get(random.nextInt(2)), "v", time, rows);
    }

    private Label label() {
        long time = ALabel.START + (random.nextInt(19) - 5) * ALabel.DAY / 2 + random.nextInt(3) * ALabel.HOUR;
        time += random.nextInt(3) - 1L;
        boolean isRetraction = random.nextInt(6) == 0;
        List<String> values = random.nextInt(10) < 8 ? List.of(value()) : List.of(value(), value());
        String endpoint = random.nextInt(5) == 0 ? ENDPOINTS.get(random.nextInt(2)) : "";
        return new Label(LabelOrder.of(time, random.nextInt(3)), isRetraction, values, endpoint);
    }

    private String value() {
        return Integer.toString(random.nextInt(3));
    }

    LabelRules rules() {
        return RULES.withConflict(conflict);
    }

    /** The records in an order of chance. */
    List<Object> shuffled(Random by) {
        List<Object> order = new ArrayList<>(records);
        Collections.shuffle(order, by);
        return order;
    }

    /** The records by time, each moved by up to so many milliseconds: what a stream looks like. */
    List<Object> almostByTime(Random by, long jitterMs) {
        IdentityHashMap<Object, Long> keys = new IdentityHashMap<>();
        List<Object> order = shuffled(by);
        order.forEach(record -> keys.put(record, timeOf(record) + (long) (by.nextDouble() * jitterMs)));
        order.sort(Comparator.comparingLong(record -> keys.getOrDefault(record, 0L)));
        return order;
    }

    /** Runs an order; with clocks the entry also expires whenever the watermark allows it, and at the end in any case. */
    JoinRun run(List<Object> order, boolean withClocks) {
        JoinRun run = new JoinRun(rules());
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i) instanceof Label label) {
                run.add(label);
            } else if (order.get(i) instanceof PredictedRecord record) {
                run.add(record);
            }
            if (withClocks && i + 1 < order.size()) {
                run.expire(order.subList(i + 1, order.size()).stream()
                        .mapToLong(JoinCase::timeOf)
                        .min()
                        .orElseThrow());
            }
        }
        return run;
    }

    private static long timeOf(Object record) {
        return record instanceof Label label ? label.timeMs() : ((PredictedRecord) record).eventTimeMs();
    }

    /** The label texts that count, by the definition alone. */
    List<String> expectedLabels() {
        List<String> texts = new ArrayList<>();
        for (PredictedRecord record : counted().values()) {
            Label label = labelOf(record);
            if (label != null) {
                texts.addAll(label.values());
            }
        }
        Collections.sort(texts);
        return texts;
    }

    private Map<String, PredictedRecord> counted() {
        Map<String, PredictedRecord> smallest = new TreeMap<>();
        for (Object record : records) {
            if (record instanceof PredictedRecord one) {
                smallest.merge(
                        one.endpoint() + one.eventTimeMs(),
                        one,
                        (x, y) -> Arrays.compareUnsigned(bytes(x), bytes(y)) <= 0 ? x : y);
            }
        }
        return smallest;
    }

    private static byte[] bytes(PredictedRecord record) {
        return HeldCapture.of(record).rows();
    }

    private @Nullable Label labelOf(PredictedRecord record) {
        long windowStart = Math.floorDiv(record.eventTimeMs(), ALabel.HOUR) * ALabel.HOUR;
        List<Label> candidates = new ArrayList<>();
        for (Object other : records) {
            if (other instanceof Label label
                    && (label.endpoint().isEmpty() || label.endpoint().equals(record.endpoint()))
                    && label.timeMs() >= record.eventTimeMs() - 2 * ALabel.DAY
                    && label.timeMs() <= windowStart + ALabel.HOUR + 3 * ALabel.DAY) {
                candidates.add(label);
            }
        }
        Collections.sort(candidates);
        List<Label> left = new ArrayList<>();
        for (Label label : candidates) {
            if (label.retracted()) {
                left.clear();
            } else if (label.values().size() == record.rows().size()) {
                left.add(label);
            }
        }
        boolean isContradicted =
                left.stream().map(Label::values).distinct().count() > 1 && conflict == ConflictRule.REJECT;
        if (left.isEmpty() || isContradicted) {
            return null;
        }
        return conflict == ConflictRule.LAST ? left.get(left.size() - 1) : left.get(0);
    }

    @Override
    public String toString() {
        return conflict + " " + records;
    }
}
