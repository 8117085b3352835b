package io.tidemark.app.kafka;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.wire.TopicCreator;
import io.tidemark.wire.TopicFinding;
import io.tidemark.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Option;

/** What happens if topics are missing or not as they have to be. */
public final class TopicOptions {
    /** With these wrong, verdicts would be wrong or records lost; the other findings are worth a warning. */
    private static final Set<String> FATAL =
            Set.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TopicConfig.CLEANUP_POLICY_CONFIG, "partitions");

    @Option(
            names = "--create-topics",
            description = "Make the topics that are missing: " + Topics.CAPTURE_PARTITIONS + " partitions.")
    private boolean create;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replicas of the topics that are made. Default: ${DEFAULT-VALUE}")
    private int replication = 1;

    /** Returns when all topics are there, usable, and as they have to be. */
    public void ensure(Admin admin, Topics topics, Console console) throws InterruptedException {
        if (replication < 1 || replication > Short.MAX_VALUE) {
            throw UserError.usage(Problem.of("--replication " + replication + " is not in [1, 32767]"));
        }
        TopicLookup lookup = new TopicLookup(admin);
        List<String> missing = lookup.missing(topics.all());
        if (!missing.isEmpty() && !create) {
            throw UserError.usage(Problem.of(Figures.count(missing.size(), "topic") + " missing: " + shown(missing))
                    .fix("add --create-topics (and --replication 3 on a cluster of three brokers or more)"));
        }
        TopicCreator.Outcome outcome = new TopicCreator(admin).ensure(topics, replication);
        if (!outcome.created().isEmpty()) {
            console.say(
                    "created " + Figures.count(outcome.created().size(), "topic") + ": " + shown(outcome.created()));
        }
        judge(outcome.findings(), console);
    }

    private static void judge(List<TopicFinding> findings, Console console) {
        List<Problem> problems = new ArrayList<>();
        for (TopicFinding finding : findings) {
            if (FATAL.contains(finding.setting())) {
                problems.add(problem(finding));
            } else {
                console.warn(finding.toString());
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, problems);
        }
    }

    /** A finding's consequence is what happens, then what to do, with a semicolon between. */
    private static Problem problem(TopicFinding finding) {
        String[] parts = finding.consequence().split("; ", 2);
        Problem problem = Problem.of(finding.setting() + " is " + finding.found() + ", not " + finding.wanted())
                .at("topic " + finding.topic())
                .because(parts[0]);
        return parts.length == 2 ? problem.fix(parts[1]) : problem;
    }

    private static String shown(List<String> names) {
        return String.join(", ", names);
    }
}
