package io.tidemark.app.episode;

import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.Handling;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.EpisodeCommand;
import io.tidemark.wire.codec.CommandCodec;
import io.tidemark.wire.codec.EpisodeRecordCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Writes commands, and watches the episodes for their effect. */
final class EpisodeTalk implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClient client;
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Begins to watch: what is written from now on is seen. */
    EpisodeTalk(KafkaClient client, Topics topics) {
        this.client = client;
        this.topics = topics;
        this.consumer = new KafkaConsumer<>(
                TopicReader.settings(client.properties()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> places = consumer.partitionsFor(topics.episodes().name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(places);
        consumer.seekToEnd(places);
        places.forEach(consumer::position);
    }

    /**
     * What came of it.
     *
     * @param shown the episodes that show it
     * @param silent the episodes that did not change in time
     */
    record Answer(List<Episode> shown, List<Episode> silent) {}

    /** Says the same of every episode; returns when Kafka has it. */
    void say(List<Episode> episodes, Command command) throws InterruptedException {
        Topic<String, EpisodeCommand> topic = topics.episodeCommands();
        Properties settings = client.properties();
        settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        settings.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        try (KafkaProducer<String, EpisodeCommand> producer = new KafkaProducer<>(
                settings, topic.keySerde().serializer(), topic.valueSerde().serializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Episode episode : episodes) {
                EpisodeCommand record = CommandCodec.toAvro(episode, command);
                sent.add(producer.send(new ProducerRecord<>(topic.name(), RecordKeys.of(record), record)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the command could not be written", e.getCause());
        }
    }

    /** Waits until the episodes show the command, or are over, or the time is. */
    Answer await(List<Episode> episodes, Command command, Duration patience) {
        Set<ContentHash> awaited = new HashSet<>();
        episodes.forEach(episode -> awaited.add(episode.id()));
        List<Episode> shown = new ArrayList<>();
        long until = System.nanoTime() + patience.toNanos();
        while (!awaited.isEmpty() && System.nanoTime() - until < 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Episode now = EpisodeRecordCodec.toDomain(
                        topics.episodes().valueSerde().deserializer().deserialize(record.topic(), record.value()));
                if (awaited.contains(now.id()) && shows(now, command)) {
                    awaited.remove(now.id());
                    shown.add(now);
                }
            }
        }
        return new Answer(
                shown,
                episodes.stream()
                        .filter(episode -> awaited.contains(episode.id()))
                        .toList());
    }

    private static boolean shows(Episode episode, Command command) {
        if (EpisodeBoard.isOver(episode)) {
            return true;
        }
        Handling handling = episode.handling();
        if (command instanceof Command.Acknowledge) {
            return handling.equals(new Handling.Acknowledged(command.note()));
        }
        if (command instanceof Command.Snooze snooze) {
            return handling.equals(new Handling.Snoozed(snooze.untilMs(), command.note()));
        }
        if (command instanceof Command.Accept) {
            return handling instanceof Handling.Accepted said && said.note().equals(command.note());
        }
        return handling instanceof Handling.Unhandled;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
