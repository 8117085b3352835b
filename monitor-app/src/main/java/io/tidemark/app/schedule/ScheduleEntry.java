package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.CronTimes;
import io.tidemark.alerts.schedule.Schedule;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.ConfigSection;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.core.feature.FeatureType;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A schedule of a monitor.yaml.
 *
 * @param schedule when
 * @param task what
 * @param monitor of the endpoint
 */
record ScheduleEntry(Schedule schedule, Task task, MonitorFile monitor) {
    static final String EACH_WINDOW = "window";

    /** All schedules of some files, in their order; what fits the schema and cannot be used is told together. */
    static List<ScheduleEntry> all(List<MonitorFile> monitors) {
        List<ScheduleEntry> entries = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (MonitorFile monitor : monitors) {
            Set<String> names = new HashSet<>();
            for (ConfigSection section : monitor.document().section().sections("schedules")) {
                try {
                    if (!names.add(section.text("name"))) {
                        throw section.problem("name", "another schedule of this file has it", "take another name");
                    }
                    entries.add(entry(monitor, section));
                } catch (UserError error) {
                    problems.addAll(error.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, problems);
        }
        return entries;
    }

    private static ScheduleEntry entry(MonitorFile monitor, ConfigSection section) {
        CronTimes times = times(section);
        Schedule schedule = new Schedule(monitor.endpoint(), section.text("name"), times, section.flag("catchUp"));
        return new ScheduleEntry(schedule, task(monitor, section), monitor);
    }

    private static CronTimes times(ConfigSection section) {
        ZoneId zone;
        try {
            zone = ZoneId.of(section.text("zone"));
        } catch (DateTimeException e) {
            throw section.problem("zone", "it is no time zone", "for example UTC or Europe/Berlin");
        }
        try {
            CronTimes times = CronTimes.of(section.text("cron"), zone);
            if (times.after(Instant.EPOCH).isEmpty()) {
                throw section.problem("cron", "no such day comes", "for example 0 2 * * 1 for Mondays at two");
            }
            return times;
        } catch (IllegalArgumentException e) {
            throw section.problem(
                    "cron",
                    String.valueOf(e.getMessage()),
                    "five fields: minute, hour, day of month, month, day of week; 0 2 * * 1 is Mondays at two");
        }
    }

    private static Task task(MonitorFile monitor, ConfigSection section) {
        Optional<ConfigSection> audit = section.optionalSection("audit");
        Optional<ConfigSection> baseline = section.optionalSection("baseline");
        if (audit.isPresent() == baseline.isPresent()) {
            throw section.problem(
                    "name",
                    audit.isPresent() ? "it has an audit and a baseline" : "it has neither an audit nor a baseline",
                    "say what is done with one of audit: {...} and baseline: {...}");
        }
        Path folder = folder(monitor);
        return audit.isPresent() ? audit(folder, audit.get()) : baseline(folder, baseline.orElseThrow());
    }

    /** Paths of a file are relative to its folder, wherever the command runs. */
    private static Path folder(MonitorFile monitor) {
        Path parent = monitor.document().file().toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static Task audit(Path folder, ConfigSection section) {
        if (section.has("baseline") && section.has("asOf")) {
            throw section.problem("asOf", "a baseline's file is given too", "leave one of them out");
        }
        String asOf = section.optionalText("asOf").orElse(EACH_WINDOW);
        if (!asOf.equals(EACH_WINDOW)) {
            try {
                Instant.parse(asOf);
            } catch (DateTimeException e) {
                throw section.problem("asOf", "it is neither a time in UTC nor window", "2026-03-01T00:00:00Z");
            }
        }
        return new Task.AuditTask(
                folder.resolve(section.text("captures")),
                section.optionalText("variant"),
                folder.resolve(section.text("out")),
                section.optionalText("baseline").map(folder::resolve),
                asOf,
                section.optionalText("model").map(folder::resolve),
                section.optionalText("groundTruth").map(folder::resolve),
                section.text("failOn"));
    }

    private static Task baseline(Path folder, ConfigSection section) {
        List<Path> train = section.texts("train").stream().map(folder::resolve).toList();
        Optional<String> captures = section.optionalText("captures");
        if (train.isEmpty() == captures.isEmpty()) {
            throw section.problem(
                    train.isEmpty() ? "train" : "captures",
                    "a baseline is made from training data or from captures",
                    "give one of train: [FOLDER] and captures: FOLDER");
        }
        Task.Source source = captures.isEmpty()
                ? new Task.Training(train)
                : new Task.Captures(folder.resolve(captures.get()), (int) section.whole("windows"));
        Task.Table table = new Task.Table(
                section.optionalText("label"),
                section.texts("ignore"),
                section.texts("missing"),
                types(section),
                section.whole("maxBadRows"));
        Task.Policy policy = Task.Policy.valueOf(section.text("policy").toUpperCase(Locale.ROOT));
        return new Task.BaselineTask(source, table, policy, section.number("limit"));
    }

    private static Map<String, FeatureType> types(ConfigSection section) {
        Map<String, FeatureType> types = new TreeMap<>();
        ConfigSection given = section.section("types");
        given.keys().forEach(column -> types.put(column, FeatureType.ofWireName(given.text(column))));
        return types;
    }
}
