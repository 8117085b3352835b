package io.tidemark.replay;

import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.ledger.Following;
import io.tidemark.core.ledger.LedgerFacts;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.ledger.RecordIdentity;
import io.tidemark.core.ledger.Sighting;
import io.tidemark.core.ledger.WindowDuplicates;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.SourceOffsets;
import io.tidemark.wire.codec.LedgerCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which records a live run did not count for a reason of its moment: its ledger and dead letters say where
 * they lie, and the topic of captures who they are. Of copies of one record the first that was read decides: where it
 * counted, a later copy that was late changes nothing. Mutable; one for each comparison.
 */
final class FollowedRun {
    /** Reasons that an audit of the same files need not come to. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of(Rejection.FUTURE.wireName(), Rejection.UNKNOWN_ENDPOINT.wireName(), Rejection.INTERNAL.wireName());

    private final TopicReader reader;
    private final Topics topics;
    private final Set<String> endpoints;
    private final PerEndpoint<View> views;
    private final CapturedRecord record = new CapturedRecord();
    private final RecordIdentity identity = new RecordIdentity();
    private final SortedMap<Integer, UncountedOffsets> uncounted = new TreeMap<>();
    private final List<LedgerRow> lateRows = new ArrayList<>();
    private final Map<WindowKey, Long> lateFound = new HashMap<>();
    private final Set<RecordIdentity.Key> leftOut = new HashSet<>();
    private final Set<RecordIdentity.Key> named = new HashSet<>();
    private final Set<Following.Version> dropped = new HashSet<>();
    private @Nullable Following following;
    private long duplicates;
    private long refused;

    /** How captures of an endpoint are read. */
    private record View(WindowSpec windows, CaptureParser parser) {
        static View by(Monitor monitor) {
            return new View(
                    monitor.config().windows(),
                    new CaptureParser(monitor.config().capture(), CaptureLimits.DEFAULT));
        }
    }

    FollowedRun(TopicReader reader, Topics topics, Set<String> endpoints, Monitors monitors) {
        this.views = monitors.each(View::by);
        this.reader = reader;
        this.topics = topics;
        this.endpoints = endpoints;
    }

    /**
     * Takes the newest rows of the ledger of a labels application: captures that came after the final verdict on the model.
     * Repeats are the join's, which an audit does alike.
     */
    void followLabelRows(Collection<LedgerRow> rows) {
        for (LedgerRow row : rows) {
            if (row.getScope() == LedgerScope.LABEL_WINDOW
                    && endpoints.contains(row.getEndpoint())
                    && (row.getLateRows() != 0 || row.getLate() != 0)) {
                followLate(row);
            }
        }
    }

    /** Takes the newest rows of the ledger. */
    void followRows(Collection<LedgerRow> rows) {
        for (LedgerRow row : rows) {
            if (row.getScope() == LedgerScope.LATE && endpoints.contains(row.getEndpoint())) {
                followLate(row);
            } else if (row.getScope() == LedgerScope.PARTITION) {
                duplicates += row.getDuplicate();
                followConflicts(row);
            }
        }
    }

    private void followConflicts(LedgerRow row) {
        UncountedOffsets offsets = offsetsOf(row.getPartition());
        offsets.addAccounted(row.getFirstOffset(), row.getNextOffset() - 1);
        row.getConflicts().forEach(conflict -> offsets.addConflict(conflict.getOffset()));
        if (row.getConflicts().size() >= PartitionAccount.MOST_CONFLICTS) {
            offsets.addMoreConflicts();
        }
    }

    /** Takes a dead letter. */
    void followLetter(DeadLetter letter) {
        if (OF_THE_MOMENT.contains(letter.getReason())
                && letter.getTopic().equals(topics.captures().name())
                && endpoints.contains(letter.getEndpoint())) {
            refused++;
            offsetsOf(letter.getPartition()).addRefused(letter.getOffset());
        }
    }

    private void followLate(LedgerRow row) {
        lateRows.add(row);
        for (SourceOffsets source : row.getLateOffsets()) {
            for (OffsetRange range : source.getExact() ? source.getRanges() : List.<OffsetRange>of()) {
                offsetsOf(source.getPartition()).addLate(range, windowOf(row));
            }
        }
    }

    private UncountedOffsets offsetsOf(int partition) {
        return uncounted.computeIfAbsent(partition, p -> new UncountedOffsets());
    }

    /**
     * Returns who was not counted. The first call reads the partitions that hold such records twice: first those records,
     * to know who they are, and then everything up to the last one, to know whether a copy of one counted. It remembers
     * those records and no other, unless the ledger could not name all repeats with other contents.
     */
    Following following() {
        Following known = following;
        if (known == null) {
            uncounted.forEach((partition, offsets) -> {
                if (offsets.lastNamed() >= 0) {
                    reader.readRange(
                            placeOf(partition),
                            offsets.first(),
                            offsets.lastNamed(),
                            capture -> name(capture, offsets));
                }
            });
            WindowDuplicates seen = new WindowDuplicates();
            uncounted.forEach((partition, offsets) -> {
                if (offsets.last() >= 0) {
                    reader.readRange(placeOf(partition), 0, offsets.last(), capture -> follow(capture, offsets, seen));
                    // Asked afterwards: what was deleted meanwhile may not have been read.
                    offsets.beginAt(reader.beginnings(topics.captures().name()).getOrDefault(partition, 0L));
                }
            });
            named.clear();
            known = new Following(leftOut, dropped);
            following = known;
        }
        return known;
    }

    private TopicPartition placeOf(int partition) {
        return new TopicPartition(topics.captures().name(), partition);
    }

    private void name(ConsumerRecord<byte[], byte[]> capture, UncountedOffsets offsets) {
        if (offsets.isNamed(capture.offset())) {
            forEachIdentity(capture, window -> named.add(identity.key()));
        }
    }

    private void follow(ConsumerRecord<byte[], byte[]> capture, UncountedOffsets offsets, WindowDuplicates seen) {
        WindowKey late = offsets.lateFor(capture.offset());
        boolean isRead = forEachIdentity(capture, window -> {
            if (offsets.hasMoreConflicts() || named.contains(identity.key())) {
                follow(capture.offset(), offsets, late != null, () -> seen.look(seen.of(window), identity));
            }
        });
        if (late != null && isRead) {
            lateFound.merge(late, 1L, Long::sum);
        }
    }

    /**
     * Sets the identity of a capture, for each endpoint that is compared if it names none, and gives its window out.
     *
     * @return whether it is a capture that can be read
     */
    private boolean forEachIdentity(ConsumerRecord<byte[], byte[]> capture, Consumer<WindowKey> taker) {
        LedgerFacts.Capture fact = LedgerCodec.capture(capture, "");
        byte[] value = capture.value();
        if (value == null || fact.isControl()) {
            return false;
        }
        boolean isRead = false;
        String own = fact.arrival().endpoint();
        for (String endpoint : own.isEmpty() ? endpoints : Set.of(own)) {
            View view = views.find(endpoint);
            if (view == null || !view.parser().parse(value, 0, value.length, record)) {
                continue;
            }
            isRead = true;
            identity.set(endpoint, fact.arrival().variant(), record, value, 0, value.length);
            taker.accept(new WindowKey(
                    endpoint, fact.arrival().variant(), view.windows().startOf(record.eventTimeMs())));
        }
        return isRead;
    }

    /** Takes the record of the identity at hand. */
    private void follow(long offset, UncountedOffsets offsets, boolean isLate, Supplier<Sighting> look) {
        RecordIdentity.Key key = identity.key();
        if (offsets.isRefused(offset)) {
            leftOut.add(key);
        } else if (offsets.isConflict(offset)) {
            dropped.add(new Following.Version(key, identity.contents()));
        } else {
            Sighting sighting = look.get();
            if (sighting == Sighting.REPEAT_WITH_OTHER_CONTENTS && offsets.hasMoreConflicts()) {
                dropped.add(new Following.Version(key, identity.contents()));
            } else if (!sighting.isRepeat()) {
                if (isLate) {
                    leftOut.add(key);
                } else {
                    leftOut.remove(key);
                }
            }
        }
    }

    VerifyResult.Followed summary() {
        following();
        long late = lateRows.stream().mapToLong(FollowedRun::lateRecords).sum();
        Set<WindowKey> unresolved = new TreeSet<>();
        for (LedgerRow row : lateRows) {
            boolean isExact = row.getLateOffsets().stream().allMatch(SourceOffsets::getExact);
            if (!isExact || hasLateLabels(row) || lateFound.getOrDefault(windowOf(row), 0L) < lateRecords(row)) {
                unresolved.add(windowOf(row));
            }
        }
        List<Integer> unknown = uncounted.entrySet().stream()
                .filter(entry -> entry.getValue().lacksConflicts())
                .map(Map.Entry::getKey)
                .toList();
        return new VerifyResult.Followed(late, duplicates, refused, List.copyOf(unresolved), unknown);
    }

    /** Labels that came too late are in no table, and the ledger does not say where they lie. */
    private static boolean hasLateLabels(LedgerRow row) {
        return row.getScope() == LedgerScope.LABEL_WINDOW && row.getLate() != 0;
    }

    private static long lateRecords(LedgerRow row) {
        if (row.getScope() == LedgerScope.LATE) {
            return row.getLate();
        }
        return row.getLateOffsets().stream()
                .flatMap(source -> source.getRanges().stream())
                .mapToLong(range -> range.getTo() - range.getFrom() + 1)
                .sum();
    }

    private static WindowKey windowOf(LedgerRow row) {
        return new WindowKey(row.getEndpoint(), row.getVariant(), row.getWindowStart());
    }
}
