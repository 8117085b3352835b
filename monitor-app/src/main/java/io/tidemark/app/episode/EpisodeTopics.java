package io.tidemark.app.episode;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.wire.Topics;
import java.util.List;

/** Looks whether there can be episodes at all. */
final class EpisodeTopics {
    private EpisodeTopics() {}

    static void require(KafkaConnection connection, Topics topics) throws InterruptedException {
        List<String> missing =
                new TopicLookup(connection.admin()).missing(List.of(topics.episodes(), topics.episodeCommands()));
        if (!missing.isEmpty()) {
            throw UserError.usage(Problem.of("there are no episodes: topic " + missing.get(0) + " is missing")
                    .fix("make the topics and start the alerts application: tidemark alerts run --create-topics"));
        }
    }
}
