/** Captured inference records, from bytes to rows of fields. Start with CaptureParser. */
@NullMarked
package io.tidemark.core.capture;

import org.jspecify.annotations.NullMarked;
