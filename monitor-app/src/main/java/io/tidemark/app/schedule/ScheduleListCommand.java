package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.FireBook;
import io.tidemark.alerts.schedule.ScheduleRunner;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Fire;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists schedules: when each is due next, and what became of the last time. */
@Command(
        name = "list",
        header = "List schedules: when each is due next, and what became of the last time.",
        description = {"Without a Kafka only the times are known.", ""},
        footer = {
            "",
            "Examples:",
            "  tidemark schedule list -f examples/adult/schedules.yaml",
            "  tidemark schedule list -f examples/adult/schedules.yaml \\",
            "    --bootstrap localhost:9092 --format json"
        })
final class ScheduleListCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private MonitorOption monitors = new MonitorOption();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    ScheduleListCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        format.chosen(FormatOption.DATA);
        List<ScheduleEntry> entries = monitors.entries();
        FireBook book = kafka.isGiven() ? read() : new FireBook();
        Listing listing = Listing.of(
                Column.text("endpoint"),
                Column.text("schedule"),
                Column.text("kind"),
                Column.text("cron"),
                Column.text("next", "next (UTC)"),
                Column.text("last", "last due (UTC)"),
                Column.text("state"),
                Column.number("exitCode", "exit"),
                Column.text("result"));
        Instant now = Instant.now();
        entries.forEach(entry -> add(listing, entry, book, now));
        format.print(Report.of("scheduleList", listing), FormatOption.DATA, console);
        if (entries.isEmpty()) {
            console.say("no schedule in these files: they stand below schedules:");
        }
        return ExitCode.CLEAN;
    }

    private static void add(Listing listing, ScheduleEntry entry, FireBook book, Instant now) {
        Optional<Fire> last = book.running(entry.schedule()).or(() -> book.last(entry.schedule()));
        listing.add(
                Cell.text(entry.schedule().endpoint()),
                Cell.text(entry.schedule().name()),
                Cell.text(entry.task().kind()),
                Cell.text(entry.schedule().times().text()),
                entry.schedule().times().after(now).map(Cell::time).orElse(Cell.none()),
                last.map(fire -> Cell.time(Instant.ofEpochMilli(fire.getDue()))).orElse(Cell.none()),
                Cell.text(last.map(FireLines::word).orElse("")),
                last.filter(fire -> fire.getExitCode() >= 0)
                        .map(fire -> Cell.count(fire.getExitCode()))
                        .orElse(Cell.none()),
                Cell.text(last.map(Fire::getResult).orElse("")));
    }

    private FireBook read() throws InterruptedException {
        KafkaClient client = kafka.client();
        Topics topics = kafka.topics();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            boolean isThere = new TopicLookup(connection.admin())
                    .missing(List.of(topics.fires()))
                    .isEmpty();
            return isThere
                    ? ScheduleRunner.read(SchedulePlace.settings(client, topics, Clock.systemUTC()))
                    : new FireBook();
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }
}
