/** The alerts application as a command. Start with AlertsRunCommand. */
@org.jspecify.annotations.NullMarked
package io.tidemark.app.alerts;
