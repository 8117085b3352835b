/** Training CSV to a baseline, and its publishing. Start with BaselineJob. */
@NullMarked
package io.tidemark.baseline;

import org.jspecify.annotations.NullMarked;
