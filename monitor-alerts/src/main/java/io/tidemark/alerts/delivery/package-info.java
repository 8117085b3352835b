/** Delivering each message until it has arrived: queue, retries, circuit breaker. Pure but for the senders. */
@NullMarked
package io.tidemark.alerts.delivery;

import org.jspecify.annotations.NullMarked;
