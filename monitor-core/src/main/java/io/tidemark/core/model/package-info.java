/**
 * What a model answered and how good it was: predictions read from captures, labels in the model's terms, and the tables
 * of a window that quality, bias and attribution figures are made of. Start with ModelSpec, then ModelProfile.
 */
@NullMarked
package io.tidemark.core.model;

import org.jspecify.annotations.NullMarked;
