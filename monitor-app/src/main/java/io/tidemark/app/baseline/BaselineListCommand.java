package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
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
import io.tidemark.app.options.BaselineFile;
import io.tidemark.app.options.ModelFile;
import io.tidemark.baseline.PublishedBaseline;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.ActivationKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists baselines: those of a folder, or those that were published. */
@Command(
        name = "list",
        header = "List the baselines of a folder, or those that were published.",
        footer = {
            "",
            "Examples:",
            "  tidemark baseline list --bootstrap localhost:9092",
            "  tidemark baseline list . --format json"
        })
final class BaselineListCommand implements Callable<ExitCode> {
    private static final byte[] MARK = "{\"tidemarkBaseline\"".getBytes(StandardCharsets.US_ASCII);

    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Baseline files, also of models, are in it; without it Kafka is asked.")
    private @Nullable Path folder;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    BaselineListCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        format.chosen(FormatOption.DATA);
        Path given = folder;
        Listing listing = given == null ? published() : files(given);
        format.print(Report.of("baselineList", listing), FormatOption.DATA, console);
        if (listing.rows().isEmpty()) {
            console.say(given == null ? "no baseline was published" : "no baseline file in " + given);
        }
        return ExitCode.CLEAN;
    }

    private Listing published() throws InterruptedException {
        Listing listing = Listing.of(
                Column.text("endpoint"),
                Column.text("kind"),
                Column.text("hash"),
                Column.text("effectiveFrom", "from (UTC)"),
                Column.text("appended", "published (UTC)"),
                Column.number("rows"),
                Column.number("features"),
                Column.text("who"),
                Column.text("why"),
                Column.text("state"));
        KafkaClient client = kafka.client();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            Topics topics = kafka.topics();
            List<String> missing =
                    new TopicLookup(connection.admin()).missing(List.of(topics.activations(), topics.baselines()));
            if (missing.isEmpty()) {
                PublishedBaseline.list(client.properties(), topics).forEach(each -> add(listing, each));
            }
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
        return listing;
    }

    private static void add(Listing listing, PublishedBaseline each) {
        String state = each.refusal()
                .map(why -> "refused: " + why)
                .orElse(each.content().isEmpty() ? "content is missing" : "");
        listing.add(
                Cell.text(each.endpoint()),
                Cell.text(each.kind().name()),
                Cell.text(each.hash().hex()),
                each.effectiveFrom().map(Cell::time).orElse(Cell.text("the beginning")),
                Cell.time(each.appended()),
                each.content().map(content -> Cell.count(content.rows())).orElse(Cell.none()),
                isOfModel(each)
                        ? Cell.none()
                        : each.content()
                                .map(content -> Cell.count(content.features()))
                                .orElse(Cell.none()),
                Cell.text(each.who()),
                Cell.text(each.why()),
                Cell.text(state));
    }

    private static boolean isOfModel(PublishedBaseline each) {
        return each.kind() == ActivationKind.MODEL;
    }

    private static Listing files(Path folder) {
        Listing listing = Listing.of(
                Column.text("file"),
                Column.text("kind"),
                Column.text("hash"),
                Column.number("rows"),
                Column.number("features"),
                Column.text("label"));
        for (Path file : baselineFiles(folder)) {
            if (ModelFile.isAt(file)) {
                addModel(listing, file);
                continue;
            }
            Baseline baseline = new BaselineFile(file).read();
            listing.add(
                    Cell.text(file.toString()),
                    Cell.text(ActivationKind.BASELINE.name()),
                    Cell.text(baseline.hash().hex()),
                    Cell.count(baseline.rows()),
                    Cell.count(baseline.features().size()),
                    baseline.label().map(FeatureBaseline::name).map(Cell::text).orElse(Cell.none()));
        }
        return listing;
    }

    private static void addModel(Listing listing, Path file) {
        ModelBaseline model = new ModelFile(file).read();
        listing.add(
                Cell.text(file.toString()),
                Cell.text(ActivationKind.MODEL.name()),
                Cell.text(model.hash().hex()),
                Cell.count(model.rows()),
                Cell.none(),
                Cell.none());
    }

    private static List<Path> baselineFiles(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(BaselineListCommand::isBaseline).sorted().toList();
        } catch (IOException e) {
            throw UserError.usage(Problem.of("cannot be listed: " + e.getMessage())
                    .at(folder.toString())
                    .fix("name a folder with baseline files"));
        }
    }

    /** Other JSON files may lie beside them. */
    private static boolean isBaseline(Path file) {
        if (!Files.isRegularFile(file) || !file.toString().endsWith(".json")) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MARK.length), MARK) || ModelFile.isAt(file);
        } catch (IOException e) {
            throw UserError.usage(
                    Problem.of("cannot be read: " + e.getMessage()).at(file.toString()));
        }
    }
}
