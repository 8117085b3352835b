/**
 * Work at stated times: when a schedule is due, and that each time is worked on once however many instances run. The work
 * itself is handed in. Start with ScheduleRunner; FireDecision is the pure part.
 */
@NullMarked
package io.tidemark.alerts.schedule;

import org.jspecify.annotations.NullMarked;
