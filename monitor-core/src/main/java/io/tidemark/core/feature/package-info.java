/**
 * What the text of a value is: its class, and the number it holds. Start with
 * {@link io.tidemark.core.feature.ValueScanner}.
 *
 * <p>Class and number are two independent answers about one text. The class follows the published patterns of the
 * service whose files are read, so that shares can be compared with its constraints; the number is what the
 * statistics count. {@code .5} is a string by class and 0.5 by number; {@code - 5} is integral by class and no number.
 */
@NullMarked
package io.tidemark.core.feature;

import org.jspecify.annotations.NullMarked;
