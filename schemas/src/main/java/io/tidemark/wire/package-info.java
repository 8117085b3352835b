/** Topics and serdes. Start with Topics. */
@NullMarked
package io.tidemark.wire;

import org.jspecify.annotations.NullMarked;
