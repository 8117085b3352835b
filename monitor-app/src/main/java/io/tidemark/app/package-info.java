/** The tidemark command: which commands there are, and how one is started and ended. Start with Main. */
@NullMarked
package io.tidemark.app;

import org.jspecify.annotations.NullMarked;
