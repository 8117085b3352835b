package io.tidemark.app.alerts;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.episode.VerdictStream.Source;
import io.tidemark.core.evaluation.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which message would go where. Sends nothing and reads no secret. */
@Command(
        name = "show",
        header = "Show which message would go where.",
        footer = {
            "",
            "Examples:",
            "  tidemark alerts show -f examples/alerts.yaml",
            "  tidemark alerts show -f examples/alerts.yaml --endpoint fraud \\",
            "      --owner team-risk --at 2026-03-02T01:00:00Z"
        })
public final class AlertsShowCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private AlertsFileOption file = new AlertsFileOption();

    @Option(
            names = "--endpoint",
            paramLabel = "NAME",
            defaultValue = "sample",
            description = "A message of this endpoint. Default: ${DEFAULT-VALUE}")
    private String endpoint = "sample";

    @Option(names = "--owner", paramLabel = "NAME", defaultValue = "", description = "Who owns it. Default: nobody")
    private String owner = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "When it comes. Default: now")
    private @Nullable Instant at;

    @Mixin
    private FormatOption format = new FormatOption();

    AlertsShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        AlertsFile alerts = file.read();
        Instant now = Optional.ofNullable(at).orElseGet(Instant::now);
        FormatOption.print(Report.of("routes", listing(alerts, now)), format.chosen(FormatOption.DATA), console);
        console.out().flush();
        return ExitCode.CLEAN;
    }

    private Listing listing(AlertsFile alerts, Instant now) {
        Listing listing =
                Listing.of(Column.text("source"), Column.text("severity"), Column.text("sink"), Column.text("sent"));
        for (Source source : Source.values()) {
            for (Severity severity : List.of(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)) {
                VerdictStream stream = new VerdictStream(endpoint, "AllTraffic", "", source);
                AlertMessage message = new SampleMessage(stream, owner, now.toEpochMilli())
                        .opened(severity, new MessageWriter(alerts.link()));
                add(listing, message, alerts.router().route(message, now), now);
            }
        }
        return listing;
    }

    private static void add(Listing listing, AlertMessage message, Map<String, Instant> sinks, Instant now) {
        String source = message.stream().source().name().toLowerCase(Locale.ROOT);
        String severity = message.severity().name().toLowerCase(Locale.ROOT);
        if (sinks.isEmpty()) {
            listing.add(Cell.text(source), Cell.text(severity), Cell.text("nobody"), Cell.text("never"));
        }
        sinks.forEach((sink, when) -> listing.add(
                Cell.text(source),
                Cell.text(severity),
                Cell.text(sink),
                Cell.text(when.isAfter(now) ? when.toString() : "at once")));
    }
}
