/** The typed configuration of a monitor. Start with MonitorConfig. */
@NullMarked
package io.tidemark.core.config;

import org.jspecify.annotations.NullMarked;
