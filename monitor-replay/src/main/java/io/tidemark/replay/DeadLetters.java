package io.tidemark.replay;

import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the topic of dead letters. */
public final class DeadLetters {
    private final TopicReader reader;
    private final Topics topics;

    /**
     * A letter and when it was written.
     *
     * @param letter reason, place and excerpt
     * @param written append time of the letter
     */
    public record Written(DeadLetter letter, Instant written) {
        /** Returns where the capture that it names lay at first, and the attempt that was refused. */
        public LetterOrigin origin() {
            return LetterOrigin.of(letter.getSource(), letter.getTopic(), letter.getPartition(), letter.getOffset());
        }
    }

    /**
     * @param consumer made with {@link TopicReader#settings}; stays open
     * @param topics the topics of the application
     */
    public DeadLetters(Consumer<byte[], byte[]> consumer, Topics topics) {
        this.reader = new TopicReader(consumer);
        this.topics = topics;
    }

    /** Returns the letters that a filter takes, those of each partition in the order in which they were written. */
    public List<Written> read(LetterFilter filter) {
        List<Written> letters = new ArrayList<>();
        Deserializer<DeadLetter> values = topics.deadLetters().valueSerde().deserializer();
        reader.read(topics.deadLetters().name(), record -> {
            DeadLetter letter = values.deserialize(record.topic(), record.value());
            if (letter != null && filter.takes(letter, record.timestamp())) {
                letters.add(new Written(letter, Instant.ofEpochMilli(record.timestamp())));
            }
        });
        return letters;
    }

    /** Returns the endpoints that letters name, in order. */
    public Set<String> endpoints() {
        Set<String> names = new TreeSet<>();
        read(LetterFilter.all()).forEach(one -> names.add(one.letter().getEndpoint()));
        names.remove("");
        return names;
    }
}
