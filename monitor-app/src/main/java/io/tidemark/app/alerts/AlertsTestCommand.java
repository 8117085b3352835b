package io.tidemark.app.alerts;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.runner.SinkSetup;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.ConfigSection;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.evaluation.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a sample to one sink, once, and shows what the receiver answered. */
@Command(
        name = "test",
        header = "Send a real sample to a sink and show the answer.",
        footer = {
            "",
            "Exit code 0 if it arrived, 1 if not. Secrets that the receiver repeats are blackened.",
            "",
            "Examples:",
            "  tidemark alerts test screen -f examples/alerts.yaml",
            "  tidemark alerts test screen -f examples/alerts.yaml --sample resolved"
        })
public final class AlertsTestCommand implements Callable<ExitCode> {
    private final Console console;

    /** What a sample says. */
    enum Sample {
        /** Something critical has begun. */
        critical,
        /** Something is over. */
        resolved
    }

    @Parameters(index = "0", paramLabel = "SINK", description = "Name of the sink in the file.")
    private String sink = "";

    @Mixin
    private AlertsFileOption file = new AlertsFileOption();

    @Option(
            names = "--sample",
            paramLabel = "KIND",
            defaultValue = "critical",
            description = "critical or resolved. Default: ${DEFAULT-VALUE}")
    private Sample sample = Sample.critical;

    @Mixin
    private FormatOption format = new FormatOption();

    AlertsTestCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        AlertsFile alerts = file.read();
        Map<String, ConfigSection> sinks = alerts.sinks();
        ConfigSection section = sinks.get(sink);
        if (section == null) {
            Problem problem = Problem.of("there is no sink \"" + sink + "\" in the file");
            List<String> names = List.copyOf(sinks.keySet());
            throw UserError.usage(Suggestions.didYouMean(sink, names)
                    .map(problem::fix)
                    .orElse(problem)
                    .fix("sinks of this file: " + String.join(", ", names)));
        }
        SinkSetup setup = new SinkSections(System.getenv(), System::currentTimeMillis).setup(sink, section);
        List<DeliveryResult> results = send(setup, message(alerts));
        FormatOption.print(Report.of("answers", listing(results)), format.chosen(FormatOption.DATA), console);
        console.out().flush();
        boolean isArrived = results.stream().allMatch(DeliveryResult.Delivered.class::isInstance);
        return isArrived ? ExitCode.CLEAN : ExitCode.VIOLATIONS;
    }

    private AlertMessage message(AlertsFile alerts) {
        VerdictStream stream = new VerdictStream("tidemark-test", "AllTraffic", "", VerdictStream.Source.DRIFT);
        SampleMessage message = new SampleMessage(stream, "", System.currentTimeMillis());
        MessageWriter writer = new MessageWriter(alerts.link());
        return sample == Sample.resolved
                ? message.resolved(Severity.CRITICAL, writer)
                : message.opened(Severity.CRITICAL, writer);
    }

    private static List<DeliveryResult> send(SinkSetup setup, AlertMessage message) {
        List<DeliveryResult> results = new ArrayList<>();
        try {
            for (Payload payload : setup.format().of(message)) {
                results.add(setup.sink().deliver(payload));
            }
            return results;
        } finally {
            if (setup.sink() instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("the sink could not be closed", e);
        }
    }

    private Listing listing(List<DeliveryResult> results) {
        Listing listing = Listing.of(Column.text("sink"), Column.text("result"), Column.text("answer"));
        for (DeliveryResult result : results) {
            listing.add(Cell.text(sink), Cell.text(word(result)), Cell.text(answer(result)));
        }
        return listing;
    }

    private static String word(DeliveryResult result) {
        if (result instanceof DeliveryResult.Delivered) {
            return "arrived";
        }
        return result instanceof DeliveryResult.Refused ? "refused" : "failed, would be tried again";
    }

    private static String answer(DeliveryResult result) {
        if (result instanceof DeliveryResult.Delivered delivered) {
            return delivered.answer();
        }
        return result instanceof DeliveryResult.Refused refused
                ? refused.reason()
                : ((DeliveryResult.Failed) result).reason();
    }
}
