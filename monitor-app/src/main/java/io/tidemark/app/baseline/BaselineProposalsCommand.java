package io.tidemark.app.baseline;

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
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.ProposalState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the baselines that schedules made. */
@Command(
        name = "proposals",
        header = "Show the baselines that schedules made and that wait for a decision.",
        footer = {
            "",
            "Examples:",
            "  tidemark baseline proposals --bootstrap localhost:9092",
            "  tidemark baseline proposals --all --format json --bootstrap localhost:9092"
        })
final class BaselineProposalsCommand implements Callable<ExitCode> {
    private final Console console;

    @Option(names = "--endpoint", paramLabel = "NAME", description = "Only those for this endpoint.")
    private @Nullable String endpoint;

    @Option(names = "--all", description = "Those that were decided, too.")
    private boolean all;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    BaselineProposalsCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(FormatOption.DATA);
        List<BaselineProposal> wanted = read();
        if (form == Format.TABLE) {
            ProposalPage page = new ProposalPage(console);
            wanted.forEach(page::print);
            console.out().flush();
        } else {
            FormatOption.print(Report.of("baselineProposals", listing(wanted)), form, console);
        }
        if (wanted.isEmpty()) {
            console.say(all ? "no baseline was proposed" : "no baseline waits for a decision");
        } else if (wanted.stream().anyMatch(each -> each.getState() == ProposalState.PROPOSED)) {
            console.say("next: tidemark baseline approve HASH --endpoint NAME --why TEXT, or reject");
        }
        return ExitCode.CLEAN;
    }

    private List<BaselineProposal> read() throws InterruptedException {
        KafkaClient client = kafka.client();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            Topics topics = kafka.topics();
            if (!new TopicLookup(connection.admin())
                    .missing(List.of(topics.proposals()))
                    .isEmpty()) {
                return List.of();
            }
            return Proposals.read(client.properties(), topics).all().stream()
                    .filter(each -> endpoint == null || endpoint.equals(each.getEndpoint()))
                    .filter(each -> all || each.getState() == ProposalState.PROPOSED)
                    .sorted(Comparator.comparing(BaselineProposal::getProposed).reversed())
                    .toList();
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private static Listing listing(List<BaselineProposal> proposals) {
        Listing listing = Listing.of(
                Column.text("endpoint"),
                Column.text("hash"),
                Column.text("state"),
                Column.text("proposed", "proposed (UTC)"),
                Column.text("schedule"),
                Column.text("source"),
                Column.number("rows"),
                Column.text("parent"),
                Column.text("inputs"),
                Column.number("largestChange"),
                Column.text("withinLimit"),
                Column.text("warnings"),
                Column.text("who"),
                Column.text("why"));
        proposals.forEach(each -> listing.add(
                Cell.text(each.getEndpoint()),
                Cell.text(each.getHash()),
                Cell.text(ProposalPage.state(each)),
                Cell.time(Instant.ofEpochMilli(each.getProposed())),
                Cell.text(each.getSchedule()),
                Cell.text(each.getSource()),
                Cell.count(each.getRows()),
                Cell.text(each.getParent()),
                Cell.text(each.getInputs()),
                each.getChanges().isEmpty()
                        ? Cell.none()
                        : Cell.figure(each.getChanges().get(0).getSureChange()),
                Cell.flag(each.getWithinLimit()),
                Cell.text(String.join("; ", each.getWarnings())),
                Cell.text(each.getWho()),
                Cell.text(each.getWhy())));
        return listing;
    }
}
