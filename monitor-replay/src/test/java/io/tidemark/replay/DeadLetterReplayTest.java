package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterReplayTest {
    private static final Topics TOPICS = new Topics();
    private static final String CAPTURES = TOPICS.captures().name();
    private static final Instant WRITTEN = Instant.parse("2026-03-02T12:00:00Z");

    private final List<ConsumerRecord<byte[], byte[]>> captures = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    private final Set<Long> deletedMeanwhile = new HashSet<>();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    private void capture(long offset, String source) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, bytes("fraud"));
        if (!source.isEmpty()) {
            headers.add(Topics.SOURCE_HEADER, bytes(source));
        }
        captures.add(record(CAPTURES, offset, bytes("key" + offset), bytes("value" + offset), headers));
    }

    private void letter(long offset, String reason, String source) {
        letter(offset, reason, source, "");
    }

    private void letter(long offset, String reason, String source, String digest) {
        DeadLetter letter = DeadLetter.newBuilder()
                .setTopic(CAPTURES)
                .setPartition(0)
                .setOffset(offset)
                .setEndpoint("fraud")
                .setVariant("blue")
                .setSource(source)
                .setReason(reason)
                .setDetail("")
                .setDigest(digest)
                .setExcerpt("")
                .build();
        byte[] value = TOPICS.deadLetters().valueSerde().serializer().serialize("", letter);
        letters.add(record(TOPICS.deadLetters().name(), letters.size(), new byte[0], value, new RecordHeaders()));
    }

    @Test
    void aCaptureIsSentOnceMoreAsItWasWithItsOriginAndAttempt() throws Exception {
        capture(7, "a.jsonl:3");
        capture(8, "");
        letter(7, "internal", "a.jsonl:3");

        DeadLetterReplay.Result result = replay(LetterFilter.all(), false);

        assertThat(result.sent()).containsExactly(new LetterOrigin(CAPTURES, 0, 7, 1));
        ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
        assertThat(producer.history()).hasSize(1);
        assertThat(sent.partition()).isZero();
        assertThat(sent.key()).isEqualTo(bytes("key7"));
        assertThat(sent.value()).isEqualTo(bytes("value7"));
        assertThat(header(sent, Topics.ENDPOINT_HEADER)).containsExactly("fraud");
        assertThat(header(sent, Topics.SOURCE_HEADER)).containsExactly("tidemark.captures-0@7#1");
    }

    @Test
    void whatWasSentAndNotRefusedIsNotSentAgain() throws Exception {
        capture(7, "");
        letter(7, "internal", "");
        capture(9, "tidemark.captures-0@7#1");

        DeadLetterReplay.Result result = replay(LetterFilter.all(), false);

        assertThat(result.sent()).isEmpty();
        assertThat(result.already()).containsExactly(new LetterOrigin(CAPTURES, 0, 7, 1));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void whatWasRefusedAgainIsSentOnceUnderItsFirstOriginWithTheNextAttempt() throws Exception {
        capture(7, "");
        letter(7, "internal", "");
        capture(9, "tidemark.captures-0@7#1");
        letter(9, "internal", "tidemark.captures-0@7#1");

        assertThat(replay(LetterFilter.all(), false).sent()).containsExactly(new LetterOrigin(CAPTURES, 0, 7, 2));
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void aCaptureThatKafkaHasDeletedIsGone() throws Exception {
        capture(8, "");
        letter(7, "internal", "");

        assertThat(replay(LetterFilter.all(), false).gone()).containsExactly(new LetterOrigin(CAPTURES, 0, 7, 0));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aCaptureThatKafkaDeletesBetweenFindingAndSendingIsGone() throws Exception {
        capture(7, "");
        capture(8, "");
        letter(7, "internal", "");
        deletedMeanwhile.add(7L);

        DeadLetterReplay.Result result = replay(LetterFilter.all(), false);

        assertThat(result.sent()).isEmpty();
        assertThat(result.gone()).containsExactly(new LetterOrigin(CAPTURES, 0, 7, 0));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void manyCapturesAreSentInTheOrderOfTheTopic() throws Exception {
        for (int offset = 0; offset < 300; offset++) {
            capture(offset, "");
        }
        for (int offset = 297; offset >= 0; offset -= 3) {
            letter(offset, "internal", "");
        }

        DeadLetterReplay.Result result = replay(LetterFilter.all(), false);

        assertThat(result.sent()).hasSize(100).startsWith(new LetterOrigin(CAPTURES, 0, 297, 1));
        assertThat(producer.history())
                .extracting(sent -> new String(sent.value(), StandardCharsets.UTF_8))
                .hasSize(100)
                .startsWith("value0", "value3")
                .endsWith("value297");
    }

    @Test
    void aTrialSendsNothing() throws Exception {
        capture(7, "");
        letter(7, "internal", "");

        assertThat(replay(LetterFilter.all(), true).sent()).hasSize(1);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void reasonEndpointAndTimeChooseLetters() throws Exception {
        capture(7, "");
        capture(8, "");
        letter(7, "internal", "");
        letter(8, "malformed", "");

        assertThat(replay(new LetterFilter(Set.of("internal"), Set.of(), Instant.EPOCH), true)
                        .sent())
                .extracting(LetterOrigin::offset)
                .containsExactly(7L);
        assertThat(replay(new LetterFilter(Set.of(), Set.of("churn"), Instant.EPOCH), true)
                        .sent())
                .isEmpty();
        assertThat(replay(new LetterFilter(Set.of(), Set.of("fraud"), WRITTEN), true)
                        .sent())
                .hasSize(2);
        assertThat(replay(new LetterFilter(Set.of(), Set.of(), WRITTEN.plusMillis(1)), true)
                        .sent())
                .isEmpty();
    }

    @Test
    void anOriginComesBackFromItsHeader() {
        LetterOrigin origin = new LetterOrigin("tide-mark.captures-2", 11, 1L << 50, 3);

        assertThat(LetterOrigin.parse(origin.toString())).contains(origin);
        assertThat(LetterOrigin.parse("2026/03/05/20/00-15-000.jsonl.gz:1")).isEmpty();
        assertThat(LetterOrigin.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tidemark.captures-1@5#1",
                "tidemark.captures-0@7#1",
                "tidemark.captures-0@8#1",
                "tidemark.captures-0@5#0",
                "tidemark.captures-0@5#999999",
                "tidemark.captures-999999999999@5#1",
                "tidemark.captures-0@99999999999999999999#1",
                "tidemark.captures-0@-5#1",
                "other-0@5#1",
                "tidemark.captures-0@5",
                "\u0660-\u0660@\u0665#\u0661",
                "-0@5#1"
            })
    void aHeaderThatSendingAgainWouldNotWriteIsNotBelieved(String header) {
        assertThat(LetterOrigin.of(header, CAPTURES, 0, 7)).isEqualTo(new LetterOrigin(CAPTURES, 0, 7, 0));
        assertThat(LetterOrigin.of("a".repeat(1 << 20) + "-0@5#1", CAPTURES, 0, 7)
                        .attempt())
                .isZero();
        assertThat(LetterOrigin.of("tidemark.captures-0@5#1", CAPTURES, 0, 7))
                .isEqualTo(new LetterOrigin(CAPTURES, 0, 5, 1));
    }

    @Test
    void noHeaderWhateverMakesParsingFail() {
        Random random = new Random(11);
        String alphabet = "tidemark.captures-0@7#1\u0000\uD800 :/9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            LetterOrigin origin = LetterOrigin.of(header.toString(), CAPTURES, 3, 1_000);
            assertThat(origin.partition()).as("seed 11, header %s", header).isEqualTo(3);
        }
    }

    /** Whoever may send captures could else have contents of their choice sent under another's name, or keep it back. */
    @Test
    void aRecordThatOnlySaysToBeAnAttemptIsNeitherSentNorKeepsTheCaptureBack() throws Exception {
        capture(7, "");
        letter(7, "internal", "", digestOf(7));
        capture(9, "tidemark.captures-0@7#5");

        DeadLetterReplay.Result result = replay(LetterFilter.all(), false);

        assertThat(result.sent()).containsExactly(new LetterOrigin(CAPTURES, 0, 7, 1));
        assertThat(producer.history().get(0).value()).isEqualTo(bytes("value7"));
    }

    @Test
    void aLetterOfARecordThatOnlySaysToBeAnAttemptChangesNothing() throws Exception {
        capture(7, "");
        letter(7, "internal", "", digestOf(7));
        capture(9, "tidemark.captures-0@7#5");
        letter(9, "malformed", "tidemark.captures-0@7#5", digestOf(9));

        DeadLetterReplay.Result result = replay(new LetterFilter(Set.of("internal"), Set.of(), Instant.EPOCH), false);

        assertThat(result.sent()).containsExactly(new LetterOrigin(CAPTURES, 0, 7, 1));
    }

    private static String digestOf(long offset) {
        return ContentHash.of(bytes("value" + offset)).hex();
    }

    private DeadLetterReplay.Result replay(LetterFilter filter, boolean isTrial) throws Exception {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none")) {
            prepare(consumer, TOPICS.deadLetters().name(), letters);
            prepare(consumer, CAPTURES, captures);
            consumer.schedulePollTask(() -> captures.stream()
                    .filter(capture -> !deletedMeanwhile.contains(capture.offset()))
                    .forEach(consumer::addRecord));
            return new DeadLetterReplay(consumer, producer, TOPICS).replay(filter, isTrial);
        }
    }

    private static void prepare(
            MockConsumer<byte[], byte[]> consumer, String topic, List<ConsumerRecord<byte[], byte[]>> records) {
        TopicPartition place = new TopicPartition(topic, 0);
        Node node = new Node(0, "localhost", 9092);
        long start = records.isEmpty() ? 0 : records.get(0).offset();
        long end = records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 1;
        consumer.updatePartitions(
                topic, List.of(new PartitionInfo(topic, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(place, start));
        consumer.updateEndOffsets(Map.of(place, end));
        if (!records.isEmpty()) {
            consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, byte[] key, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                WRITTEN.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static List<String> header(ProducerRecord<byte[], byte[]> record, String name) {
        List<String> values = new ArrayList<>();
        for (Header header : record.headers().headers(name)) {
            values.add(new String(header.value(), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
