/** The stages of the drift application, one processor each: intake, profile, merge. Start with IntakeProcessor. */
@NullMarked
package io.tidemark.streams.processor;

import org.jspecify.annotations.NullMarked;
