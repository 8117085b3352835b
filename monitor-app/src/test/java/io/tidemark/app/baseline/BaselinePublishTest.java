package io.tidemark.app.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.Main;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.codec.BaselineChunks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing against a real broker. */
@Tag("broker")
final class BaselinePublishTest {
    private final String prefix = SharedBroker.uniqueName("publish") + ".";

    @TempDir
    private Path folder = Path.of("");

    private RecordedConsole publish(int expected, String table, String... more) throws IOException {
        Path train = Files.writeString(folder.resolve("t.csv"), table);
        RecordedConsole recorded = RecordedConsole.piped();
        List<String> args = new java.util.ArrayList<>(List.of(
                "baseline", train.toString(), "-o", folder.resolve("m.json").toString(), "--publish"));
        args.addAll(List.of("--endpoint", "income", "--topic-prefix", prefix));
        args.addAll(List.of(more));
        if (!args.contains("--bootstrap")) {
            args.addAll(List.of("--bootstrap", SharedBroker.bootstrapServers()));
        }
        assertThat(Main.run(recorded.console(), args.toArray(String[]::new)))
                .as(recorded.err())
                .isEqualTo(expected);
        return recorded;
    }

    private List<Activation> activations() {
        return SharedBroker.readCommitted(prefix + "activations").stream()
                .map(record -> AvroSerde.of(Activation.class).deserializer().deserialize("", record.value()))
                .toList();
    }

    private Baseline published(String hash) {
        return BaselineChunks.join(SharedBroker.readCommitted(prefix + "baselines").stream()
                .map(record -> AvroSerde.of(BaselineChunk.class).deserializer().deserialize("", record.value()))
                .filter(chunk -> chunk.getHash().equals(hash))
                .toList());
    }

    @Test
    void firstHoldsFromTheBeginningLaterOnesFromAWindowAheadAndNoneTwice() throws IOException {
        RecordedConsole first = publish(0, "a\n1\n2\n", "--why", "first model");
        assertThat(first.out()).contains("holds from the beginning");
        assertThat(first.err()).contains("created topics " + prefix + "captures");
        assertThat(publish(0, "a\n1\n2\n").out()).contains("nothing was published");

        Instant before = Instant.now();
        RecordedConsole second = publish(0, "a\n3\n4\n");
        assertThat(second.out()).contains("published, holds from 20");

        List<Activation> activations = activations();
        assertThat(activations).hasSize(2);
        assertThat(activations.get(0).getEffectiveFrom()).isEqualTo(Long.MIN_VALUE);
        assertThat(activations.get(0).getWhy()).isEqualTo("first model");
        long from = activations.get(1).getEffectiveFrom();
        assertThat(from % Duration.ofHours(1).toMillis()).isZero();
        assertThat(Instant.ofEpochMilli(from)).isAfterOrEqualTo(before.plus(Duration.ofMinutes(6)));
        for (Activation activation : activations) {
            assertThat(published(activation.getHash()).rows()).isEqualTo(2);
        }
    }

    @Test
    void aTimeOfItsOwnIsTakenIfItIsAheadAndRefusedIfNot() throws IOException {
        publish(0, "a\n1\n");
        RecordedConsole late = publish(2, "a\n2\n", "--effective-from", "2020-01-01T00:00:00Z");
        assertThat(late.err())
                .contains("cannot take effect at 2020-01-01T00:00:00Z")
                .contains("the earliest time is");
        RecordedConsole ahead = publish(0, "a\n2\n", "--effective-from", "2999-01-01T00:10:00Z", "--window", "15m");
        assertThat(ahead.out()).contains("holds from 2999-01-01T00:15:00Z on");
        assertThat(activations()).hasSize(2);
    }

    @Test
    void anUnreachableBrokerIsSaidAndTheFileIsThere() throws IOException {
        Path properties = Files.writeString(
                folder.resolve("c.properties"), "default.api.timeout.ms=1500\nrequest.timeout.ms=1000\n");
        RecordedConsole recorded = publish(4, "a\n1\n", "--bootstrap", "localhost:1", "--kafka", properties.toString());
        assertThat(recorded.err())
                .contains("Kafka at localhost:1 does not answer")
                .contains("fix: ");
        assertThat(folder.resolve("m.json")).exists();
    }

    @Test
    void whatWasPublishedIsListed() throws IOException {
        RecordedConsole none = RecordedConsole.piped();
        String[] list = {
            "baseline",
            "list",
            "--bootstrap",
            SharedBroker.bootstrapServers(),
            "--topic-prefix",
            prefix,
            "--format",
            "csv"
        };
        assertThat(Main.run(none.console(), list)).isZero();
        assertThat(none.err()).contains("no baseline was published");
        publish(0, "a,b\n1,x\n2,y\n", "--why", "first, of all");
        RecordedConsole one = RecordedConsole.piped();
        assertThat(Main.run(one.console(), list)).isZero();
        String[] model = {
            "baseline",
            "quality",
            "../examples/credit/predictions.csv.gz",
            "--label=credit_risk",
            "--predicted=predicted_risk",
            "--publish",
            "--endpoint=income",
            "-o",
            folder.resolve("model.json").toString(),
            "--bootstrap",
            SharedBroker.bootstrapServers(),
            "--topic-prefix",
            prefix
        };
        assertThat(Main.run(one.console(), model)).as(one.err()).isZero();
        assertThat(Main.run(one.console(), list)).isZero();
        assertThat(one.out()).containsPattern("income,MODEL,[0-9a-f]{64},the beginning,20[^,]+,1000,,");
        assertThat(one.out())
                .containsPattern("income,BASELINE,[0-9a-f]{64},the beginning,20[^,]+,2,2,[^,]*,\"first, of all\",");
    }
}
