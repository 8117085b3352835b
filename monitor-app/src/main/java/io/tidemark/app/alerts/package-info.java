/** The commands around messages, and the file that says where they go. Start with {@link io.tidemark.app.alerts.AlertsFile}. */
@NullMarked
package io.tidemark.app.alerts;

import org.jspecify.annotations.NullMarked;
