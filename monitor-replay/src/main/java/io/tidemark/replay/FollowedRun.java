package io.tidemark.replay;

import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.ledger.Following;
import io.tidemark.core.ledger.LedgerFacts;
import io.tidemark.core.ledger.RecordIdentity;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.DuplicateConflict;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.SourceOffsets;
import io.tidemark.wire.codec.LedgerCodec;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out which records a live run did not count for a reason of its moment: its ledger and dead letters say where
 * they lie, and the topic of captures who they are. Mutable; one for each comparison.
 */
final class FollowedRun {
    /** Reasons that an audit of the same files need not come to. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of(Rejection.FUTURE.wireName(), Rejection.UNKNOWN_ENDPOINT.wireName(), Rejection.INTERNAL.wireName());

    private final TopicReader reader;
    private final Topics topics;
    private final Set<String> endpoints;
    private final CaptureParser parser;
    private final CapturedRecord record = new CapturedRecord();
    private final RecordIdentity identity = new RecordIdentity();
    private final Set<RecordIdentity.Key> leftOut = new HashSet<>();
    private final Set<Following.Version> dropped = new HashSet<>();
    private final Set<WindowKey> unresolved = new TreeSet<>();
    private long late;
    private long duplicates;
    private long refused;

    FollowedRun(TopicReader reader, Topics topics, Set<String> endpoints, MonitorConfig config) {
        this.parser = new CaptureParser(config.capture(), CaptureLimits.DEFAULT);
        this.reader = reader;
        this.topics = topics;
        this.endpoints = endpoints;
    }

    /** Takes the newest rows of the ledger. */
    void followRows(Collection<LedgerRow> rows) {
        for (LedgerRow row : rows) {
            if (row.getScope() == LedgerScope.LATE && endpoints.contains(row.getEndpoint())) {
                followLate(row);
            } else if (row.getScope() == LedgerScope.PARTITION) {
                followDuplicates(row);
            }
        }
    }

    /** Takes the dead letters. */
    void followLetters(Collection<DeadLetter> letters) {
        String captures = topics.captures().name();
        for (DeadLetter letter : letters) {
            if (OF_THE_MOMENT.contains(letter.getReason())
                    && letter.getTopic().equals(captures)
                    && endpoints.contains(letter.getEndpoint())) {
                refused++;
                readRange(letter.getPartition(), letter.getOffset(), letter.getOffset(), leftOut::add);
            }
        }
    }

    private void followLate(LedgerRow row) {
        late += row.getLate();
        Set<RecordIdentity.Key> found = new HashSet<>();
        boolean isExact = true;
        for (SourceOffsets source : row.getLateOffsets()) {
            isExact &= source.getExact();
            for (OffsetRange range : source.getExact() ? source.getRanges() : List.<OffsetRange>of()) {
                readRange(source.getPartition(), range.getFrom(), range.getTo(), found::add);
            }
        }
        if (!isExact || found.size() < row.getLate()) {
            unresolved.add(new WindowKey(row.getEndpoint(), row.getVariant(), row.getWindowStart()));
        }
        leftOut.addAll(found);
    }

    private void followDuplicates(LedgerRow row) {
        duplicates += row.getDuplicate();
        for (DuplicateConflict conflict : row.getConflicts()) {
            readRange(
                    row.getPartition(),
                    conflict.getOffset(),
                    conflict.getOffset(),
                    key -> dropped.add(new Following.Version(key, identity.contents())));
        }
    }

    private void readRange(int partition, long from, long to, Consumer<RecordIdentity.Key> taker) {
        TopicPartition place = new TopicPartition(topics.captures().name(), partition);
        reader.readRange(place, from, to, capture -> {
            if (identify(capture)) {
                taker.accept(identity.key());
            }
        });
    }

    /** Whether the record can be read; then the identity is its own. */
    private boolean identify(ConsumerRecord<byte[], byte[]> capture) {
        byte[] value = capture.value();
        LedgerFacts.Capture fact = LedgerCodec.capture(capture, "");
        if (value == null || fact.isControl() || !parser.parse(value, 0, value.length, record)) {
            return false;
        }
        identity.set(fact.arrival().endpoint(), fact.arrival().variant(), record, value, 0, value.length);
        return true;
    }

    Following following() {
        return new Following(leftOut, dropped);
    }

    VerifyResult.Followed summary() {
        return new VerifyResult.Followed(late, duplicates, refused, List.copyOf(unresolved));
    }
}
