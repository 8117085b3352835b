/** The watch over the monitor itself, fed from its topics. Start with HealthDuty. */
@NullMarked
package io.tidemark.alerts.health;

import org.jspecify.annotations.NullMarked;
