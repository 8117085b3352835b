/**
 * Event time: windows, watermarks, offset ranges, and when a window closes. Start with WindowSpec, then ClosingPolicy.
 */
@NullMarked
package io.tidemark.core.window;

import org.jspecify.annotations.NullMarked;
