package io.tidemark.wire.codec;

import io.tidemark.core.capture.CapturedOrigin;
import io.tidemark.core.ledger.Fate;
import io.tidemark.core.ledger.IntakeRules;
import io.tidemark.core.ledger.LedgerCheck;
import io.tidemark.core.ledger.LedgerFacts;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.ControlRecord;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DuplicateConflict;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Accounts on the wire. */
public final class LedgerCodec {
    private static final CapturedOrigin NO_ORIGIN = new CapturedOrigin("", "");

    private static final int OFFSETS_BYTES = 256 * 1024;

    private LedgerCodec() {}

    /** Returns the row of an input partition. */
    public static LedgerRow toAvro(int partition, PartitionAccount account) {
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.PARTITION)
                .setPartition(partition)
                .setFirstOffset(account.firstOffset())
                .setNextOffset(account.nextOffset())
                .setRead(account.records())
                .setParsed(account.count(Fate.PARSED))
                .setRows(account.rows())
                .setDuplicate(account.count(Fate.DUPLICATE))
                .setDuplicateRows(account.duplicateRows())
                .setDeadLettered(account.count(Fate.DEAD_LETTERED))
                .setSampledOut(account.count(Fate.SAMPLED_OUT))
                .setFiltered(account.count(Fate.FILTERED))
                .setControl(account.count(Fate.CONTROL))
                .setLost(account.lost())
                .setGaps(account.gaps())
                .setDedupUnchecked(account.uncheckedRecords())
                .setDuplicateOffsets(
                        SourceCodec.toAvro(List.of(new SourceRanges(partition, account.duplicates())), OFFSETS_BYTES))
                .setConflicts(account.conflicts().stream()
                        .map(conflict -> new DuplicateConflict(conflict.offset(), conflict.digest()))
                        .toList())
                .setLookedUpFrom(account.lookedUpFrom())
                .build();
    }

    /** Gives a row to a check of captures; rows on labels are another check's. */
    public static void addTo(LedgerCheck check, LedgerRow row) {
        WindowKey window = new WindowKey(row.getEndpoint(), row.getVariant(), row.getWindowStart());
        switch (row.getScope()) {
            case PARTITION ->
                check.partition(new LedgerFacts.PartitionRow(
                        row.getPartition(), row.getFirstOffset(), row.getNextOffset(), figures(row), repeats(row)));
            case WINDOW -> check.counted(new LedgerFacts.WindowCount(window, row.getCounted(), row.getCountedRows()));
            case LATE -> check.late(new LedgerFacts.WindowCount(window, row.getLate(), row.getLateRows()));
            case LABELS, LABEL_WINDOW, OTHER -> {
                // No captures are counted in them.
            }
        }
    }

    private static LedgerFacts.Repeats repeats(LedgerRow row) {
        OffsetRanges offsets = new OffsetRanges();
        SourceCodec.toDomain(row.getDuplicateOffsets()).forEach(source -> offsets.addAll(source.offsets()));
        return new LedgerFacts.Repeats(row.getLookedUpFrom(), offsets);
    }

    private static Map<String, Long> figures(LedgerRow row) {
        Map<String, Long> figures = new HashMap<>();
        figures.put("read", row.getRead());
        figures.put("parsed", row.getParsed());
        figures.put("rows", row.getRows());
        figures.put("duplicate", row.getDuplicate());
        figures.put("duplicateRows", row.getDuplicateRows());
        figures.put("dedupUnchecked", row.getDedupUnchecked());
        figures.put("deadLettered", row.getDeadLettered());
        figures.put("sampledOut", row.getSampledOut());
        figures.put("filtered", row.getFiltered());
        figures.put("control", row.getControl());
        figures.put("lost", row.getLost());
        figures.put("gaps", row.getGaps());
        return figures;
    }

    /** Returns the rows that each feature of a report part has, by what became of its values. */
    public static List<Long> featureRows(Report part) {
        return part.getFeatures().stream()
                .map(feature -> feature.getValid()
                        + feature.getMissing()
                        + feature.getNan()
                        + feature.getInfinite()
                        + feature.getMalformed())
                .toList();
    }

    /**
     * Returns a record of the topic of captures as a check takes it.
     *
     * @param record the record as it was read
     * @param defaultEndpoint the endpoint of records that name none, or an empty text
     */
    public static LedgerFacts.Capture capture(ConsumerRecord<byte[], byte[]> record, String defaultEndpoint) {
        CapturedOrigin said = record.value() == null
                ? NO_ORIGIN
                : CapturedOrigin.of(record.value()).orElse(NO_ORIGIN);
        String endpoint = header(record, Topics.ENDPOINT_HEADER, or(said.endpoint(), defaultEndpoint));
        String variant = header(record, Topics.VARIANT_HEADER, or(said.variant(), Topics.DEFAULT_VARIANT));
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        return new LedgerFacts.Capture(
                record.partition(),
                record.offset(),
                control != null,
                control == null ? null : ControlRecord.lastEventTime(control.value(), record.value()),
                new IntakeRules.Arrival(endpoint, variant, record.value(), record.timestamp()));
    }

    private static String or(String said, String otherwise) {
        return said.isEmpty() ? otherwise : said;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name, String otherwise) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null || header.value().length == 0
                ? otherwise
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
