/** The typed configuration of monitors. Start with Monitors, which holds one MonitorConfig and ModelConfig an endpoint. */
@NullMarked
package io.tidemark.core.config;

import org.jspecify.annotations.NullMarked;
