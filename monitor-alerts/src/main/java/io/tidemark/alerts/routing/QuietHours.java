package io.tidemark.alerts.routing;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A time of day in which people sleep, in their time zone. It may pass midnight; equal ends are no quiet hours at all.
 *
 * @param from beginning, inclusive
 * @param to end, exclusive
 * @param zone where people are
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    /** Always awake. */
    public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.of("UTC"));

    /** Returns whether a moment lies in them. */
    public boolean contains(Instant moment) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        if (from.equals(to)) {
            return false;
        }
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** Returns the first moment from a given one on that does not lie in them. */
    public Instant endAfter(Instant moment) {
        if (!contains(moment)) {
            return moment;
        }
        ZonedDateTime here = moment.atZone(zone);
        ZonedDateTime end = here.with(to);
        return (end.isAfter(here) ? end : here.plusDays(1).with(to)).toInstant();
    }
}
