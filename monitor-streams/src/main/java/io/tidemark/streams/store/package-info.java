/**
 * State of the stream applications: objects that live in memory and are written once per commit. Read WriteBehindStore
 * first.
 */
@NullMarked
package io.tidemark.streams.store;

import org.jspecify.annotations.NullMarked;
