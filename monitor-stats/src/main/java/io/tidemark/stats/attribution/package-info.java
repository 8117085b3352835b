/**
 * Whether the features that matter to a model still matter as they did. Start with {@link
 * io.tidemark.stats.attribution.RankingGain}.
 */
@NullMarked
package io.tidemark.stats.attribution;

import org.jspecify.annotations.NullMarked;
