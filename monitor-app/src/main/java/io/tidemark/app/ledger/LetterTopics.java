package io.tidemark.app.ledger;

import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.wire.Topics;
import java.util.List;

/** Looks whether there can be dead letters at all. */
final class LetterTopics {
    private LetterTopics() {}

    static void require(KafkaConnection connection, Topics topics) throws InterruptedException {
        List<String> missing =
                new TopicLookup(connection.admin()).missing(List.of(topics.deadLetters(), topics.captures()));
        if (!missing.isEmpty()) {
            throw new UserError(
                    ExitCode.INSUFFICIENT_DATA,
                    Problem.of("there are no dead letters: topic " + missing.get(0) + " is missing"));
        }
    }
}
