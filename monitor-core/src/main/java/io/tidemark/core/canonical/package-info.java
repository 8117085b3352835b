/** The one binary form that is hashed and stored. Start with CanonicalOutput. */
@NullMarked
package io.tidemark.core.canonical;

import org.jspecify.annotations.NullMarked;
