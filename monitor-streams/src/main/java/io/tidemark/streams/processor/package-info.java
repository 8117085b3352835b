/** One processor per file. */
@NullMarked
package io.tidemark.streams.processor;

import org.jspecify.annotations.NullMarked;
