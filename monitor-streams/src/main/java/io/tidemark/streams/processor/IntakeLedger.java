package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;

/**
 * The cumulative accounting of one input partition. {@code read = parsed + deadLettered + control}, in records. Mutable;
 * lives in a write-behind store, so that it is committed with the offsets it speaks of.
 */
final class IntakeLedger {
    private static final int VERSION = 1;
    private static final long NOTHING_READ = -1;

    private long firstOffset = NOTHING_READ;
    private long nextOffset = NOTHING_READ;
    private long parsed;
    private long rows;
    private long deadLettered;
    private long control;

    void read(long offset) {
        if (firstOffset == NOTHING_READ) {
            firstOffset = offset;
        }
        nextOffset = offset + 1;
    }

    void parsed(long parsedRows) {
        parsed++;
        rows += parsedRows;
    }

    void deadLettered() {
        deadLettered++;
    }

    void control() {
        control++;
    }

    /** Returns the offset after the last record read, or -1 before the first. */
    long nextOffset() {
        return nextOffset;
    }

    long records() {
        return parsed + deadLettered + control;
    }

    LedgerRow toRow(int partition) {
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.PARTITION)
                .setPartition(partition)
                .setFirstOffset(firstOffset)
                .setNextOffset(nextOffset)
                .setRead(records())
                .setParsed(parsed)
                .setRows(rows)
                .setDeadLettered(deadLettered)
                .setControl(control)
                .build();
    }

    byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64);
        out.putByte(VERSION).putLong(firstOffset).putLong(nextOffset);
        out.putVarint(parsed).putVarint(rows).putVarint(deadLettered).putVarint(control);
        return out.toByteArray();
    }

    static IntakeLedger decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored intake ledger");
        IntakeLedger ledger = new IntakeLedger();
        ledger.firstOffset = in.getLong();
        ledger.nextOffset = in.getLong();
        ledger.parsed = in.getVarint();
        ledger.rows = in.getVarint();
        ledger.deadLettered = in.getVarint();
        ledger.control = in.getVarint();
        return ledger;
    }
}
