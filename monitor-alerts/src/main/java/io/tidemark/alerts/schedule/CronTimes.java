package io.tidemark.alerts.schedule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;

/**
 * The times of a cron expression of five fields (minute, hour, day of month, month, day of week) on the clock of a time
 * zone. Immutable.
 *
 * <p>Where the clock is put forward, the times that do not exist are due at the moment of the change, all of them together
 * once. Where it is put back, a time that comes twice is due at its first coming. So a daily schedule fires once a day all
 * year; one that fires every hour pauses for the hour that comes again, unless its zone is UTC.
 */
public final class CronTimes {
    private final Cron cron;
    private final ExecutionTime times;
    private final ZoneId zone;

    private CronTimes(Cron cron, ZoneId zone) {
        this.cron = cron;
        this.times = ExecutionTime.forCron(cron);
        this.zone = zone;
    }

    /**
     * Reads an expression.
     *
     * @param expression five fields, for example {@code 0 2 * * 1} for Mondays at two
     * @param zone whose clock is meant
     * @throws IllegalArgumentException if it is no expression; the message says why
     */
    public static CronTimes of(String expression, ZoneId zone) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        return new CronTimes(parser.parse(expression).validate(), zone);
    }

    /** Returns the first time that is due after a moment, or empty if there is none any more. */
    public Optional<Instant> after(Instant moment) {
        ZonedDateTime local = LocalDateTime.ofInstant(moment, zone).atZone(ZoneOffset.UTC);
        Optional<ZonedDateTime> next = times.nextExecution(local);
        // Within an hour that comes again local times are found that were due in its first coming.
        while (next.isPresent() && !dueAt(next.get()).isAfter(moment)) {
            next = times.nextExecution(next.get());
        }
        return next.map(this::dueAt);
    }

    private Instant dueAt(ZonedDateTime found) {
        LocalDateTime local = found.toLocalDateTime();
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** Returns the expression as it was written, and its zone. */
    public String text() {
        return cron.asString() + " " + zone.getId();
    }

    /** Returns the expression in English words. */
    public String words() {
        return CronDescriptor.instance(Locale.ENGLISH).describe(cron);
    }
}
