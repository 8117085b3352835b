/** State: store names and the write-behind store. */
@NullMarked
package io.tidemark.streams.store;

import org.jspecify.annotations.NullMarked;
