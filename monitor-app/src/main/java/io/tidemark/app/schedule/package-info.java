/**
 * Scheduled work: what {@code schedules} of a monitor.yaml ask for, done by the parts of the commands that do the same, and
 * the commands around it. Start with ScheduleCommand.
 */
@NullMarked
package io.tidemark.app.schedule;

import org.jspecify.annotations.NullMarked;
