package io.tidemark.app.ledger;

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
import io.tidemark.replay.DeadLetters;
import io.tidemark.replay.LetterFilter;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.avro.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists dead letters. */
@Command(
        name = "list",
        header = "List what was not counted, with reasons.",
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 listed, 3 there is no topic of dead letters,",
            "4 Kafka does not answer.",
            "",
            "Examples:",
            "  tidemark dead-letters list --bootstrap localhost:9092 --reason malformed",
            "  tidemark dead-letters list --bootstrap localhost:9092 --since 1d \\",
            "    --format ndjson"
        })
public final class LettersListCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private LetterOptions letters = new LetterOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    LettersListCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(FormatOption.DATA);
        LetterFilter filter = letters.filter(Instant.now());
        KafkaClient client = kafka.client();
        try (KafkaConnection connection = KafkaConnection.open(client);
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        TopicReader.settings(client.properties()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            LetterTopics.require(connection, kafka.topics());
            DeadLetters topic = new DeadLetters(consumer, kafka.topics());
            List<DeadLetters.Written> found = topic.read(filter);
            if (found.isEmpty()) {
                letters.warnOfUnknown(topic, console);
            }
            FormatOption.print(report(found), form, console);
            return ExitCode.CLEAN;
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private static Report report(List<DeadLetters.Written> found) {
        Listing listing = Listing.of(
                Column.text("written", "written (UTC)"),
                Column.text("reason"),
                Column.text("endpoint"),
                Column.text("variant"),
                Column.number("partition"),
                Column.number("offset"),
                Column.text("source"),
                Column.text("detail"));
        Map<String, Long> byReason = new TreeMap<>();
        for (DeadLetters.Written one : found) {
            DeadLetter letter = one.letter();
            byReason.merge(letter.getReason(), 1L, Long::sum);
            listing.add(
                    Cell.time(one.written()),
                    Cell.text(letter.getReason()),
                    Cell.text(letter.getEndpoint()),
                    Cell.text(letter.getVariant()),
                    Cell.count(letter.getPartition()),
                    Cell.count(letter.getOffset()),
                    Cell.text(letter.getSource()),
                    Cell.text(letter.getDetail()));
        }
        Report report = Report.of("deadLetters", listing).fact("letters", Cell.count(found.size()));
        byReason.forEach((reason, count) -> report.fact(reason, Cell.count(count)));
        return report;
    }
}
