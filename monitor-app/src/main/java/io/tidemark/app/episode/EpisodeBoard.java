package io.tidemark.app.episode;

import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.TopicScan;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.EpisodeState;
import io.tidemark.wire.Topics;
import io.tidemark.wire.codec.EpisodeRecordCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest episode of every trouble, as the topic has it. */
final class EpisodeBoard {
    /** What is not over before what is, worst first, then the one that lasts longest. */
    private static final Comparator<Episode> WORST_FIRST = Comparator.comparing(EpisodeBoard::isOver)
            .thenComparing(Episode::told, Comparator.reverseOrder())
            .thenComparing(episode -> episode.span().firstStartMs())
            .thenComparing(Episode::fingerprint);

    private final Map<String, Episode> byTrouble;

    private EpisodeBoard(Map<String, Episode> byTrouble) {
        this.byTrouble = byTrouble;
    }

    /** Reads the topic to its end. */
    static EpisodeBoard read(KafkaClient client, Topics topics) {
        Map<String, Episode> newest = new TreeMap<>();
        new TopicScan(client)
                .read(
                        topics.episodes(),
                        record -> newest.put(record.getFingerprint(), EpisodeRecordCodec.toDomain(record)));
        return new EpisodeBoard(newest);
    }

    /** Returns whether an episode is over. */
    static boolean isOver(Episode episode) {
        return episode.state() instanceof EpisodeState.Resolved;
    }

    /** Returns the episodes in the order in which they matter. */
    List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>(byTrouble.values());
        episodes.sort(WORST_FIRST);
        return episodes;
    }
}
