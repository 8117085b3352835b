/**
 * The alerts application as a command, and the file that says where messages go. Start with
 * {@link io.tidemark.app.alerts.AlertsRunCommand} and {@link io.tidemark.app.alerts.AlertsFile}.
 */
@NullMarked
package io.tidemark.app.alerts;

import org.jspecify.annotations.NullMarked;
