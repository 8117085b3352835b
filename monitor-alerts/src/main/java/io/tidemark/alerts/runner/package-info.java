/**
 * Sinks at work: each reads the notifications as a consumer group of its own and delivers them. Start with
 * {@link io.tidemark.alerts.runner.SinkRunners}.
 */
@NullMarked
package io.tidemark.alerts.runner;

import org.jspecify.annotations.NullMarked;
