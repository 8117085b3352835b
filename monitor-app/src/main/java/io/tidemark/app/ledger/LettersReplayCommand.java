package io.tidemark.app.ledger;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
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
import io.tidemark.replay.DeadLetterReplay;
import io.tidemark.replay.DeadLetters;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.replay.LetterFilter;
import io.tidemark.replay.LetterOrigin;
import io.tidemark.wire.TopicReader;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends the captures of dead letters once more. */
@Command(
        name = "replay",
        header = "Send the captures of dead letters once more.",
        description = {
            "The captures are read where they lie, as long as Kafka holds them. What",
            "was sent again and not refused is not sent another time.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 sent, 3 nothing was sent and captures are gone,",
            "4 Kafka does not answer.",
            "",
            "Examples:",
            "  tidemark dead-letters replay --bootstrap localhost:9092 --reason internal",
            "  tidemark dead-letters replay --bootstrap localhost:9092 --since 1d --dry-run"
        })
public final class LettersReplayCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private LetterOptions letters = new LetterOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--dry-run", description = "Only say what would be sent.")
    private boolean isTrial;

    LettersReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(FormatOption.DATA);
        DeadLetterReplay.Result result = replay(letters.filter(Instant.now()), kafka.client());
        FormatOption.print(report(result), form, console);
        console.say(Figures.count(result.sent().size(), "capture") + (isTrial ? " would be sent, " : " sent again, ")
                + result.already().size() + " sent before and not refused since, "
                + result.gone().size() + " gone");
        return result.sent().isEmpty() && !result.gone().isEmpty() ? ExitCode.INSUFFICIENT_DATA : ExitCode.CLEAN;
    }

    private DeadLetterReplay.Result replay(LetterFilter filter, KafkaClient client) throws InterruptedException {
        try (KafkaConnection connection = KafkaConnection.open(client);
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        TopicReader.settings(client.properties()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        KafkaReplayer.producerSettings(client.properties()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            LetterTopics.require(connection, kafka.topics());
            DeadLetterReplay.Result result =
                    new DeadLetterReplay(consumer, producer, kafka.topics()).replay(filter, isTrial);
            if (result.isEmpty()) {
                letters.warnOfUnknown(new DeadLetters(consumer, kafka.topics()), console);
            }
            return result;
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        } catch (IOException e) {
            throw new UserError(ExitCode.UNREACHABLE, Problem.of(String.valueOf(e.getMessage())));
        }
    }

    private static Report report(DeadLetterReplay.Result result) {
        Listing listing = Listing.of(
                Column.text("result"), Column.number("partition"), Column.number("offset"), Column.number("attempt"));
        result.sent().forEach(origin -> add(listing, "sent", origin));
        result.already().forEach(origin -> add(listing, "already", origin));
        result.gone().forEach(origin -> add(listing, "gone", origin));
        return Report.of("deadLetterReplay", listing)
                .fact("sent", Cell.count(result.sent().size()))
                .fact("already", Cell.count(result.already().size()))
                .fact("gone", Cell.count(result.gone().size()));
    }

    private static void add(Listing listing, String what, LetterOrigin origin) {
        listing.add(
                Cell.text(what),
                Cell.count(origin.partition()),
                Cell.count(origin.offset()),
                Cell.count(origin.attempt()));
    }
}
