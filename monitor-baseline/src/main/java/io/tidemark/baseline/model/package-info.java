/** Labelled predictions to model baselines and analyses of bias. Begin with {@link io.tidemark.baseline.model.QualityBaselineJob}. */
@NullMarked
package io.tidemark.baseline.model;

import org.jspecify.annotations.NullMarked;
