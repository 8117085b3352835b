/**
 * The monitor's watch over itself: no traffic, a standstill, dead letters, lost input, falling label coverage. Start with
 * HealthBook.
 */
@NullMarked
package io.tidemark.core.health;

import org.jspecify.annotations.NullMarked;
