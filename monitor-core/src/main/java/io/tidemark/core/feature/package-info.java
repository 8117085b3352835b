/** What a feature is and how the text of a value is read. Start with FeatureType. */
@NullMarked
package io.tidemark.core.feature;

import org.jspecify.annotations.NullMarked;
