package io.tidemark.wire.codec;

import io.tidemark.core.ledger.Fate;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.wire.avro.DuplicateConflict;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.util.List;

/** Accounts on the wire. */
public final class LedgerCodec {
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
                .build();
    }
}
