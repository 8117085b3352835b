package io.tidemark.app.episode;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
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
import io.tidemark.core.episode.Episode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists episodes, worst first. */
@Command(
        name = "list",
        header = "List what is wrong since when, worst first.",
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 listed, 2 usage, 4 Kafka does not answer.",
            "",
            "Examples:",
            "  tidemark episodes list --bootstrap localhost:9092",
            "  tidemark episodes list --bootstrap localhost:9092 --all --format ndjson"
        })
public final class EpisodesListCommand implements Callable<ExitCode> {
    private final Console console;

    @Option(names = "--endpoint", paramLabel = "NAME", defaultValue = "", description = "Of this endpoint only.")
    private String endpoint = "";

    @Option(names = "--all", description = "Also what is over.")
    private boolean withResolved;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    EpisodesListCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(FormatOption.DATA);
        KafkaClient client = kafka.client();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            EpisodeTopics.require(connection, kafka.topics());
            List<Episode> episodes = EpisodeBoard.read(client, kafka.topics()).episodes().stream()
                    .filter(episode -> withResolved || !EpisodeBoard.isOver(episode))
                    .filter(episode -> endpoint.isEmpty()
                            || episode.fingerprint().stream().endpoint().equals(endpoint))
                    .toList();
            FormatOption.print(report(episodes), form, console);
            next(episodes);
            return ExitCode.CLEAN;
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private void next(List<Episode> episodes) {
        if (episodes.isEmpty()) {
            console.say(withResolved ? "there was no episode yet" : "nothing is open");
            return;
        }
        Episode worst = episodes.get(0);
        if (EpisodeBoard.isOver(worst)) {
            return;
        }
        console.say("the evidence of the first: tidemark explain "
                + worst.last().violation().brief() + kafka.again());
        console.say(
                "say that you are at it: tidemark episodes ack " + worst.id().brief() + kafka.again());
    }

    private static Report report(List<Episode> episodes) {
        Listing listing = Listing.of(
                Column.text("id"),
                Column.text("state"),
                Column.text("severity"),
                Column.text("endpoint"),
                Column.text("variant"),
                Column.text("segment"),
                Column.text("about"),
                Column.text("since", "since (UTC)"),
                Column.number("windows"),
                Column.text("said"),
                Column.text("last"));
        for (Episode episode : episodes) {
            listing.add(
                    Cell.text(episode.id().brief()),
                    Cell.text(EpisodeWords.state(episode)),
                    Cell.text(episode.told().name().toLowerCase(Locale.ROOT)),
                    Cell.text(episode.fingerprint().stream().endpoint()),
                    Cell.text(episode.fingerprint().stream().variant()),
                    Cell.text(episode.fingerprint().stream().segment()),
                    Cell.text(EpisodeWords.subject(episode)),
                    Cell.time(Instant.ofEpochMilli(episode.span().firstStartMs())),
                    Cell.count(episode.span().violating()),
                    Cell.text(EpisodeWords.handling(episode)),
                    Cell.text(episode.last().description()));
        }
        return Report.of("episodes", listing).fact("episodes", Cell.count(episodes.size()));
    }
}
