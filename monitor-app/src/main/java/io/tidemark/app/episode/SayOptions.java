package io.tidemark.app.episode;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.Handling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Of which episodes something is said, by whom and why; and how it is said. */
public final class SayOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "EPISODE",
            description = "The id as the list shows it, or its first digits.")
    private List<String> ids = List.of();

    @Option(names = "--endpoint", paramLabel = "NAME", description = "All open episodes of this endpoint.")
    private @Nullable String endpoint;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says it. Default: the user's name")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why.")
    private String reason = "";

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "20s",
            converter = DurationConverter.class,
            description = "How long to wait for the alerts application. Default: ${DEFAULT-VALUE}")
    private Duration wait = Duration.ofSeconds(20);

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    /**
     * Says it, and waits until the episodes show it.
     *
     * @param nowMs the time in epoch milliseconds
     * @param command what is said
     * @param console is told what became of it
     */
    ExitCode say(long nowMs, Function<Handling.Note, Command> command, Console console) throws InterruptedException {
        if (ids.isEmpty() == (endpoint == null)) {
            throw UserError.usage(Problem.of(ids.isEmpty() ? "which episode?" : "ids and --endpoint at once")
                    .fix("name one: tidemark episodes list shows their ids")
                    .fix("or all that are open of an endpoint: --endpoint NAME"));
        }
        Command said = command.apply(new Handling.Note(who(), reason, nowMs));
        KafkaClient client = kafka.client();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            EpisodeTopics.require(connection, kafka.topics());
            List<Episode> episodes =
                    chosen(EpisodeBoard.read(client, kafka.topics()).episodes());
            if (episodes.isEmpty()) {
                console.say("nothing is open of " + endpoint);
                return ExitCode.CLEAN;
            }
            try (EpisodeTalk talk = new EpisodeTalk(client, kafka.topics())) {
                talk.say(episodes, said);
                tell(talk.await(episodes, said, wait), console);
            }
            return ExitCode.CLEAN;
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    private List<Episode> chosen(List<Episode> all) {
        if (endpoint != null) {
            return all.stream()
                    .filter(episode -> !EpisodeBoard.isOver(episode))
                    .filter(episode -> episode.fingerprint().stream().endpoint().equals(endpoint))
                    .toList();
        }
        List<Episode> chosen = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String id : ids) {
            EpisodeChoice.of(id, all, chosen::add, problems::add);
        }
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, problems);
        }
        return chosen.stream().distinct().toList();
    }

    private void tell(EpisodeTalk.Answer answer, Console console) {
        answer.shown()
                .forEach(episode -> console.say(episode.id().brief() + " "
                        + episode.fingerprint().stream().endpoint() + " " + EpisodeWords.subject(episode) + ": "
                        + (EpisodeWords.handling(episode).isEmpty()
                                ? "nothing is said"
                                : EpisodeWords.handling(episode))));
        if (!answer.silent().isEmpty()) {
            throw new UserError(
                    ExitCode.UNREACHABLE,
                    Problem.of("no alerts application answers: "
                                    + Figures.count(answer.silent().size(), "episode") + " unchanged after "
                                    + DurationConverter.text(wait))
                            .because("the command is on topic "
                                    + kafka.topics().episodeCommands().name() + " and takes effect once one runs")
                            .fix("start it: tidemark alerts run" + kafka.again()));
        }
    }

    private String who() {
        return by == null || by.isBlank() ? System.getProperty("user.name", "unknown") : by.strip();
    }
}
