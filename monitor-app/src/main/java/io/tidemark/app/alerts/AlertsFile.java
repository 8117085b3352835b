package io.tidemark.app.alerts;

import io.tidemark.alerts.routing.QuietHours;
import io.tidemark.alerts.routing.Route;
import io.tidemark.alerts.routing.Route.Selection;
import io.tidemark.alerts.routing.Router;
import io.tidemark.alerts.runner.SinkSetup;
import io.tidemark.alerts.runner.SinkWork;
import io.tidemark.app.file.ConfigDocument;
import io.tidemark.app.file.ConfigFile;
import io.tidemark.app.file.ConfigSchema;
import io.tidemark.app.file.ConfigSection;
import io.tidemark.core.episode.VerdictStream.Source;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.retrain.RetrainRule;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * An {@code alerts.yaml}: which sinks there are, which messages go to which of them, how the monitor is watched itself,
 * and when a model should be trained again. Secrets are not read yet.
 */
public final class AlertsFile {
    private final ConfigDocument document;
    private final List<Route> routes;
    private final HealthSection health;
    private final Map<String, List<RetrainRule>> retrainRules;

    private AlertsFile(ConfigDocument document) {
        this.document = document;
        QuietHours quiet = quietHours(document.section());
        this.routes = routes(document.section(), quiet);
        this.health = HealthSection.of(document.section().section("health"));
        this.retrainRules = RetrainSection.rules(document.section().section("retrain"));
    }

    /**
     * Reads a file.
     *
     * @throws io.tidemark.app.console.UserError with what is wrong with it, exit code 2
     */
    public static AlertsFile read(Path file) {
        AlertsFile read = new AlertsFile(ConfigFile.read(file, ConfigSchema.ALERTS));
        read.sinks().values().forEach(SinkSections::check);
        return read;
    }

    /** The template of links in messages, or an empty text. */
    public String link() {
        return document.section().text("link");
    }

    /** The routes, in the order of the file; without any, one that sends everything to every sink. */
    public List<Route> routes() {
        return routes;
    }

    /** Says which messages go where. */
    public Router router() {
        return new Router(routes);
    }

    /** How the monitor is watched itself. */
    HealthSection health() {
        return health;
    }

    /** When a model should be trained again, by endpoint. */
    Map<String, List<RetrainRule>> retrainRules() {
        return retrainRules;
    }

    /** The sinks' sections by name, in the order of the file. */
    Map<String, ConfigSection> sinks() {
        Map<String, ConfigSection> sinks = new LinkedHashMap<>();
        ConfigSection section = document.section().section("sinks");
        section.keys().forEach(name -> sinks.put(name, section.section(name)));
        return sinks;
    }

    /**
     * The sinks, ready to send; their secrets are read now.
     *
     * @param environment the process's variables
     * @param nowMs the clock, in epoch milliseconds
     */
    public List<SinkSetup> setups(Map<String, String> environment, LongSupplier nowMs) {
        SinkSections sections = new SinkSections(environment, nowMs);
        return sinks().entrySet().stream()
                .map(sink -> sections.setup(sink.getKey(), sink.getValue()))
                .toList();
    }

    /**
     * What is started by reasons to train again, ready to be sent to; secrets are read now.
     *
     * @param environment the process's variables
     * @param nowMs the clock, in epoch milliseconds
     */
    List<SinkWork> retrainTargets(Map<String, String> environment, LongSupplier nowMs) {
        SinkSections sections = new SinkSections(environment, nowMs);
        ConfigSection targets = document.section().section("retrain").section("targets");
        return targets.keys().stream()
                .map(name -> sections.target(name, targets.section(name)))
                .toList();
    }

    private static QuietHours quietHours(ConfigSection root) {
        return root.optionalSection("quietHours").map(AlertsFile::hours).orElse(QuietHours.NONE);
    }

    private static QuietHours hours(ConfigSection section) {
        try {
            return new QuietHours(
                    LocalTime.parse(section.text("from")),
                    LocalTime.parse(section.text("to")),
                    ZoneId.of(section.text("zone")));
        } catch (DateTimeException e) {
            throw section.problem("zone", "no time zone has this name", "write one such as Europe/Berlin or UTC");
        }
    }

    private static List<Route> routes(ConfigSection root, QuietHours quiet) {
        Set<String> names = Set.copyOf(root.section("sinks").keys());
        List<ConfigSection> written = root.sections("routes");
        if (written.isEmpty()) {
            return List.of(new Route(
                    Selection.ALL, Severity.MINOR, root.section("sinks").keys(), quiet));
        }
        return written.stream().map(section -> route(section, names, quiet)).toList();
    }

    private static Route route(ConfigSection section, Set<String> names, QuietHours quiet) {
        List<String> sinks = section.texts("sinks");
        for (String sink : sinks) {
            if (!names.contains(sink)) {
                throw section.problem(
                        "sinks",
                        "there is no sink \"" + sink + "\"",
                        "sinks of this file: " + names.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        Set<Source> sources = section.texts("sources").stream()
                .map(name -> Source.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        return new Route(
                new Selection(section.texts("endpoints"), section.texts("owners"), sources),
                Severity.valueOf(section.text("severity").toUpperCase(Locale.ROOT)),
                sinks,
                section.flag("quiet") ? quiet : QuietHours.NONE);
    }
}
