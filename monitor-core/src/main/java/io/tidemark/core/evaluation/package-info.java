/** Baseline and window to report and violations. Start with Evaluator. */
@NullMarked
package io.tidemark.core.evaluation;

import org.jspecify.annotations.NullMarked;
