/** Event time: windows, watermarks and offset ranges. Start with WindowSpec. */
@NullMarked
package io.tidemark.core.window;

import org.jspecify.annotations.NullMarked;
