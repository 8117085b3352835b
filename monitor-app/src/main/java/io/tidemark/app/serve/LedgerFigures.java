package io.tidemark.app.serve;

import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The newest ledger row of each input partition that this process read: cumulative since the application's first start, so
 * that they go on after a restart, and stay the same whichever process counts. Partitions beyond a bound are added up.
 */
final class LedgerFigures {
    private final BiConsumer<Place, LedgerFigures> onNew;
    private final Map<Place, Map<Integer, Long>> counts = new ConcurrentHashMap<>();

    /**
     * Where a count belongs.
     *
     * @param kind {@code records} of captures, {@code labels} of ground truth
     * @param partition the input partition, or {@link BoundedNames#OTHER}
     * @param fate what became of them
     */
    record Place(String kind, String partition, String fate) {}

    /**
     * @param onNew is told of a place at its first count
     */
    LedgerFigures(BiConsumer<Place, LedgerFigures> onNew) {
        this.onNew = onNew;
    }

    void take(LedgerRow row) {
        boolean isOfLabels = row.getScope() == LedgerScope.LABELS;
        String partition = row.getPartition() < ApplicationMeters.MOST_PARTITIONS
                ? Integer.toString(row.getPartition())
                : BoundedNames.OTHER;
        (isOfLabels ? row.getLabelFates() : fates(row)).forEach((fate, count) -> {
            Place place = new Place(isOfLabels ? "labels" : "records", partition, fate);
            counts.computeIfAbsent(place, this::announced).put(row.getPartition(), count);
        });
    }

    private Map<Integer, Long> announced(Place place) {
        onNew.accept(place, this);
        return new ConcurrentHashMap<>();
    }

    private static Map<String, Long> fates(LedgerRow row) {
        Map<String, Long> fates = new TreeMap<>();
        fates.put("parsed", row.getParsed());
        fates.put("duplicate", row.getDuplicate());
        fates.put("deadLettered", row.getDeadLettered());
        fates.put("sampledOut", row.getSampledOut());
        fates.put("filtered", row.getFiltered());
        fates.put("control", row.getControl());
        fates.put("lost", row.getLost());
        fates.put("gaps", row.getGaps());
        return fates;
    }

    /** The sum over the partitions of a place. */
    double sum(Place place) {
        return counts.getOrDefault(place, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
