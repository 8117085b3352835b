/** Start, stop and health of the application. Start with MonitorStreams. */
@NullMarked
package io.tidemark.streams.runtime;

import org.jspecify.annotations.NullMarked;
