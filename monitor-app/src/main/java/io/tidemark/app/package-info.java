/** The tidemark command. Start with Main. */
@NullMarked
package io.tidemark.app;

import org.jspecify.annotations.NullMarked;
