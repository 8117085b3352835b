package io.tidemark.app.watch;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ProgressMode;
import io.tidemark.app.console.StopSignal;
import io.tidemark.app.console.UserError;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a running application does. */
@Command(
        name = "watch",
        header = "Watch a live application: traffic, lag, closed windows and violations.",
        description = {
            "On a terminal one screen that is drawn again each second, otherwise (or with --progress plain) a line for"
                    + " each closed window and each violation. Ctrl-C ends it.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 with --once, 4 Kafka does not answer, 130 Ctrl-C.",
            "",
            "Examples:",
            "  tidemark watch --bootstrap localhost:9092 --once",
            "  tidemark watch --kafka client.properties --once --since 7d --format json"
        })
public final class WatchCommand implements Callable<ExitCode> {
    private static final Duration REDRAW = Duration.ofSeconds(1);
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

    private static final TopicTail.News SILENT = new TopicTail.News() {
        @Override
        public void closed(io.tidemark.wire.avro.Report report) {}

        @Override
        public void fired(Violation violation) {}
    };

    private final Console console;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = DurationConverter.class,
            description = "Windows that were closed in this time count. Default: ${DEFAULT-VALUE}")
    private Duration since = Duration.ofHours(24);

    @Option(names = "--once", description = "Print what there is and end.")
    private boolean once;

    @Mixin
    private FormatOption format = new FormatOption();

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(FormatOption.DATA);
        if (!once && form != Format.TABLE) {
            throw UserError.usage(
                    Problem.of("--format " + form.word() + " without --once").fix("add --once"));
        }
        KafkaClient client = kafka.client();
        Topics topics = kafka.topics();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            requireTopics(connection, topics);
            WatchBoard board = new WatchBoard();
            try (TopicTail tail =
                    new TopicTail(client, topics, board, Instant.now().minus(since))) {
                return once ? printOnce(tail, board, form) : watch(tail, board);
            }
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private void requireTopics(KafkaConnection connection, Topics topics) throws InterruptedException {
        List<String> missing = new TopicLookup(connection.admin())
                .missing(List.of(topics.captures(), topics.reports(), topics.violations(), topics.ledger()));
        if (!missing.isEmpty()) {
            throw UserError.usage(Problem.of("there is no topic " + missing.get(0))
                    .fix("start the live application first: tidemark run --create-topics" + kafka.again()));
        }
    }

    private ExitCode printOnce(TopicTail tail, WatchBoard board, Format form) {
        tail.toTheEnd(SILENT);
        FormatOption.print(report(board), form, console);
        return ExitCode.CLEAN;
    }

    private ExitCode watch(TopicTail tail, WatchBoard board) {
        boolean isScreen = console.terminal().out() && console.progress() == ProgressMode.AUTO;
        try (StopSignal stop = StopSignal.listening()) {
            if (isScreen) {
                watchOnScreen(tail, board, stop);
            } else {
                tail.toTheEnd(new PlainNews());
                while (!stop.isStopped()) {
                    tail.poll(new PlainNews());
                    console.flush();
                }
            }
            console.flush();
        }
        return ExitCode.INTERRUPTED;
    }

    private void watchOnScreen(TopicTail tail, WatchBoard board, StopSignal stop) {
        tail.toTheEnd(SILENT);
        long drawn = System.nanoTime() - REDRAW.toNanos();
        while (!stop.isStopped()) {
            if (System.nanoTime() - drawn >= REDRAW.toNanos()) {
                drawn = System.nanoTime();
                console.out().print(HOME_AND_CLEAR);
                FormatOption.print(report(board), Format.TABLE, console);
            }
            tail.poll(SILENT);
        }
    }

    private static Report report(WatchBoard board) {
        Listing listing = Listing.of(
                Column.text("endpoint"),
                Column.text("variant"),
                Column.text("lastRecord", "last record"),
                Column.text("lastWindow", "last window"),
                Column.text("state"),
                Column.number("closedWindows", "closed"),
                Column.number("alarms"),
                Column.number("violations"),
                Column.text("why"));
        board.lines()
                .forEach(line -> listing.add(
                        Cell.text(line.endpoint()),
                        Cell.text(line.variant()),
                        line.lastRecordMs().map(WatchCommand::time).orElse(Cell.none()),
                        line.lastWindowMs().map(WatchCommand::time).orElse(Cell.none()),
                        Cell.text(line.state()),
                        Cell.count(line.closed()),
                        Cell.count(line.alarms()),
                        Cell.count(line.violations()),
                        line.worst()
                                .map(worst -> Cell.text(worst.description()))
                                .orElse(Cell.none())));
        return Report.of("watch", listing).fact("lag", Cell.count(board.lag()));
    }

    private static Cell time(long epochMs) {
        return Cell.time(Instant.ofEpochMilli(epochMs));
    }

    /** A line for each thing that happens. */
    private final class PlainNews implements TopicTail.News {
        @Override
        public void closed(io.tidemark.wire.avro.Report report) {
            String state = report.getState().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            console.out()
                    .println("closed    " + Figures.time(report.getWindowStart()) + "  " + report.getEndpoint() + "/"
                            + report.getVariant() + "  " + state + "  " + Figures.count(report.getRows(), "row"));
        }

        @Override
        public void fired(Violation violation) {
            console.out()
                    .println("violation " + Figures.time(violation.window().startMs()) + "  "
                            + violation.window().endpoint() + "/"
                            + violation.window().variant() + "  "
                            + violation.severity().name().toLowerCase(Locale.ROOT) + "  "
                            + violation.outcome().code() + "  " + violation.description());
        }
    }
}
