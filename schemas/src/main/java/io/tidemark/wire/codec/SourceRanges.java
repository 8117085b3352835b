package io.tidemark.wire.codec;

import io.tidemark.core.window.OffsetRanges;

/**
 * The captured records of one input partition behind a window or a late arrival.
 *
 * @param partition the input partition
 * @param offsets their offsets; not to be changed any more
 */
public record SourceRanges(int partition, OffsetRanges offsets) {}
