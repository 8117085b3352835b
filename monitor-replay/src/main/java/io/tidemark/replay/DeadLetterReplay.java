package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Sends the captures that dead letters name once more: with their key, value and headers, into the partition that they
 * came from, marked with their origin and the attempt.
 *
 * <p>A letter holds no payload, so the capture is read where it lies; if Kafka has deleted it, it is gone. A capture is
 * sent only if its newest attempt was refused: what was sent and not refused stands in the topic under its origin and is
 * not sent again. Should it be all the same, both copies are the same record, and intake counts one of them.
 *
 * <p>The mark is a header, which anybody can write. So a record is taken for an attempt only if its contents are those
 * that the letter gives the digest of.
 *
 * <p>The topic is read twice, to find the captures and to send them, so that none of them is held: memory grows with the
 * number of letters, not with what they name.
 */
public final class DeadLetterReplay {
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Topics topics;

    /**
     * What became of the letters.
     *
     * @param sent captures sent again, as they are marked now
     * @param already captures of which an attempt stands in the topic and was not refused
     * @param gone captures that the topic does not hold any more
     */
    public record Result(List<LetterOrigin> sent, List<LetterOrigin> already, List<LetterOrigin> gone) {
        public Result {
            sent = List.copyOf(sent);
            already = List.copyOf(already);
            gone = List.copyOf(gone);
        }

        /** Returns whether no letter was meant. */
        public boolean isEmpty() {
            return sent.isEmpty() && already.isEmpty() && gone.isEmpty();
        }
    }

    /**
     * @param consumer made with {@link TopicReader#settings}; stays open
     * @param producer made with {@link KafkaReplayer#producerSettings}; stays open
     * @param topics the topics of the application
     */
    public DeadLetterReplay(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, Topics topics) {
        this.consumer = consumer;
        this.producer = producer;
        this.topics = topics;
    }

    /**
     * Sends the captures of the letters that a filter takes.
     *
     * @param filter which letters
     * @param isTrial whether only to say what would be done
     * @throws IOException if a capture was not acknowledged
     */
    public Result replay(LetterFilter filter, boolean isTrial) throws IOException, InterruptedException {
        Map<LetterOrigin, Refused> refused = newestAttempts(filter);
        Map<LetterOrigin, Copy> copies = newestCopies(refused);
        List<LetterOrigin> sent = new ArrayList<>();
        List<LetterOrigin> already = new ArrayList<>();
        List<LetterOrigin> gone = new ArrayList<>();
        SortedMap<Integer, SortedMap<Long, LetterOrigin>> wanted = new TreeMap<>();
        refused.forEach((origin, letter) -> {
            int attempt = letter.attempt();
            Copy copy = copies.get(origin);
            if (copy == null) {
                gone.add(origin.at(attempt));
            } else if (copy.attempt() > attempt) {
                already.add(origin.at(copy.attempt()));
            } else {
                sent.add(origin.at(attempt + 1));
                wanted.computeIfAbsent(copy.partition(), p -> new TreeMap<>())
                        .put(copy.offset(), origin.at(attempt + 1));
            }
        });
        if (!isTrial) {
            for (LetterOrigin lost : send(wanted)) {
                sent.remove(lost);
                gone.add(lost.at(lost.attempt() - 1));
            }
        }
        return new Result(sent, already, gone);
    }

    /** Where the last copy of a capture stands, and the newest attempt of all. */
    private record Copy(int partition, long offset, int attempt) {}

    private Map<LetterOrigin, Copy> newestCopies(Map<LetterOrigin, Refused> refused) {
        Map<LetterOrigin, Copy> copies = new HashMap<>();
        new TopicReader(consumer).read(topics.captures().name(), record -> {
            LetterOrigin origin = originOf(record);
            Refused letter = refused.get(origin.first());
            if (letter != null && letter.isOf(record.value())) {
                copies.merge(
                        origin.first(),
                        new Copy(record.partition(), record.offset(), origin.attempt()),
                        (a, b) -> new Copy(b.partition(), b.offset(), Math.max(a.attempt(), b.attempt())));
            }
        });
        return copies;
    }

    /** Reads these captures a second time and sends each as it comes; returns those that Kafka deleted meanwhile. */
    private List<LetterOrigin> send(SortedMap<Integer, SortedMap<Long, LetterOrigin>> wanted)
            throws IOException, InterruptedException {
        List<Future<RecordMetadata>> pending = new ArrayList<>();
        List<LetterOrigin> lost = new ArrayList<>();
        wanted.forEach((partition, marks) -> {
            TopicPartition place = new TopicPartition(topics.captures().name(), partition);
            new TopicReader(consumer).readRange(place, marks.firstKey(), marks.lastKey(), record -> {
                LetterOrigin mark = marks.remove(record.offset());
                if (mark != null) {
                    pending.add(producer.send(again(record, mark)));
                }
            });
            lost.addAll(marks.values());
        });
        await(pending);
        return lost;
    }

    /** The newest letter of a capture decides whether it is meant: an older one may have another reason. */
    private Map<LetterOrigin, Refused> newestAttempts(LetterFilter filter) {
        Map<LetterOrigin, DeadLetters.Written> newest = new LinkedHashMap<>();
        for (DeadLetters.Written letter : new DeadLetters(consumer, topics).read(LetterFilter.all())) {
            newest.merge(letter.origin().first(), letter, DeadLetterReplay::newer);
        }
        Map<LetterOrigin, Refused> attempts = new LinkedHashMap<>();
        newest.forEach((origin, letter) -> {
            if (origin.topic().equals(topics.captures().name())
                    && filter.takes(letter.letter(), letter.written().toEpochMilli())) {
                attempts.put(
                        origin,
                        new Refused(letter.origin().attempt(), letter.letter().getDigest()));
            }
        });
        return attempts;
    }

    /** A letter that says to be of a later attempt is believed if it speaks of the same contents. */
    private static DeadLetters.Written newer(DeadLetters.Written known, DeadLetters.Written other) {
        boolean isSame = known.letter().getDigest().equals(other.letter().getDigest());
        if (!isSame) {
            return known.origin().attempt() <= other.origin().attempt() ? known : other;
        }
        return other.origin().attempt() >= known.origin().attempt() ? other : known;
    }

    /**
     * The newest attempt of a capture that was refused.
     *
     * @param attempt its number
     * @param digest SHA-256 of its value in hex, or an empty text if the letter has none
     */
    private record Refused(int attempt, String digest) {
        boolean isOf(byte @Nullable [] value) {
            return digest.isEmpty()
                    || digest.equals(
                            ContentHash.of(value == null ? new byte[0] : value).hex());
        }
    }

    private static LetterOrigin originOf(ConsumerRecord<byte[], byte[]> record) {
        Header source = record.headers().lastHeader(Topics.SOURCE_HEADER);
        String text =
                source == null || source.value() == null ? "" : new String(source.value(), StandardCharsets.UTF_8);
        return LetterOrigin.of(text, record.topic(), record.partition(), record.offset());
    }

    private static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> original, LetterOrigin mark) {
        RecordHeaders headers = new RecordHeaders(original.headers().toArray());
        headers.remove(Topics.SOURCE_HEADER);
        headers.add(Topics.SOURCE_HEADER, mark.toString().getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                original.topic(), mark.partition(), null, original.key(), original.value(), headers);
    }

    private void await(List<Future<RecordMetadata>> pending) throws IOException, InterruptedException {
        producer.flush();
        for (Future<RecordMetadata> one : pending) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IOException("a capture was not acknowledged: " + e.getCause(), e);
            }
        }
    }
}
