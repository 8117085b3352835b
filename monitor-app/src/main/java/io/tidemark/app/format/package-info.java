/**
 * One result in every form that {@code --format} names. A command describes what it found as a {@link
 * io.tidemark.app.format.Report} and prints it with {@link io.tidemark.app.format.FormatOption}. Start with Report.
 */
@NullMarked
package io.tidemark.app.format;

import org.jspecify.annotations.NullMarked;
