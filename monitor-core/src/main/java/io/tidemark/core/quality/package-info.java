/**
 * Judging a model by its labels, its treatment of groups and its attributions: the tables of a window and a model baseline
 * to report and violations. Start with ModelEvaluator.
 */
@NullMarked
package io.tidemark.core.quality;

import org.jspecify.annotations.NullMarked;
