package io.tidemark.streams.store;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A live object in its store: the result of one look-up, with which the object is read and marked dirty at no further
 * cost.
 *
 * <p>A handle is good for the record or punctuation in which it was looked up. It must not be kept across a commit,
 * {@link WriteBehindStore#trim()} or {@code init} and {@code close} of the store: the object may have left memory, and
 * a change to it would be lost. Where assertions are enabled, use of an older handle is an {@code AssertionError}; a
 * handle whose object has left is an {@code IllegalStateException} everywhere.
 *
 * @param <V> the live object
 */
public final class Live<V> {
    final Object key;
    final Bytes encodedKey;
    private final LiveTable<?, V> table;
    private @Nullable V value;
    private Stored stored;
    private boolean dirty;
    private long size;
    private int generation;

    /** Whether the wrapped store has a row of this key; it is asked only when the answer matters. */
    enum Stored {
        YES,
        NO,
        UNKNOWN
    }

    Live(LiveTable<?, V> table, Object key, Bytes encodedKey, @Nullable V value, Stored stored) {
        this.table = table;
        this.key = key;
        this.encodedKey = encodedKey;
        this.value = value;
        this.stored = stored;
    }

    /** The one object of its key. It may be changed if {@link #markDirty()} is called before the commit. */
    public V value() {
        assert isCurrent() : message();
        V current = value;
        if (current == null) {
            throw new IllegalStateException(message());
        }
        return current;
    }

    /** Has the object written at the next commit, in the state which it has then. May be called before the change. */
    public void markDirty() {
        assert isCurrent() : message();
        if (dirty) {
            return;
        }
        if (value == null) {
            throw new IllegalStateException(message());
        }
        dirty = true;
        table.addDirty(this);
    }

    private boolean isCurrent() {
        return generation == table.generation();
    }

    private String message() {
        return "handle of key " + key + " is older than the last commit, trim or removal; look the key up again";
    }

    void renew(int currentGeneration) {
        generation = currentGeneration;
    }

    @Nullable
    V valueOrNull() {
        return value;
    }

    /** Replaces the object; null makes this the tombstone of a stored row. */
    void replace(@Nullable V newValue) {
        value = newValue;
    }

    boolean isTombstone() {
        return value == null;
    }

    boolean isDirty() {
        return dirty;
    }

    void setDirty(boolean isDirty) {
        dirty = isDirty;
    }

    Stored stored() {
        return stored;
    }

    void setStored(Stored answer) {
        stored = answer;
    }

    long size() {
        return size;
    }

    void setSize(long bytes) {
        size = bytes;
    }
}
