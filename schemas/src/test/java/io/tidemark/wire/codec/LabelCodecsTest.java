package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.GroundTruthParser;
import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.LabelFates;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.label.PredictionFates;
import io.tidemark.core.ledger.LedgerCheck;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.avro.GroundTruth;
import io.tidemark.wire.avro.LedgerRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LabelCodecsTest {
    @Test
    void labelsAndRetractionsAreWrittenWithTheirId() {
        GroundTruth label = GroundTruthCodec.toAvro(
                "order-17", Label.of(5_000, 3, List.of("1", "0")).forEndpoint("credit"));

        assertThat(label).isEqualTo(new GroundTruth("order-17", "credit", 5_000L, false, List.of("1", "0")));
        assertThat(GroundTruthCodec.toAvro("order-17", Label.retraction(6_000, 4)))
                .isEqualTo(new GroundTruth("order-17", "", 6_000L, true, List.of()));
        assertThat(AvroSerde.of(GroundTruth.class)
                        .deserializer()
                        .deserialize("ground-truth", GroundTruthCodec.encode(label)))
                .isEqualTo(label);
    }

    @Test
    void avroLabelsReachTheCoreAsTheyWere() {
        GroundTruthParser parser = new GroundTruthParser();
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Label label = random.nextInt(4) == 0
                    ? Label.retraction(1 + random.nextInt(1 << 30), 7)
                    : Label.of(1 + random.nextInt(1 << 30), 7, List.of("1", "tab\t\"größe\" 🌊", "0.5"));
            Label sent = random.nextBoolean() ? label.forEndpoint("credit") : label;
            byte[] json =
                    GroundTruthCodec.asJson(GroundTruthCodec.encode(GroundTruthCodec.toAvro("order/" + seed, sent)));

            assertThat(parser.parse(json, 0, json.length, 99, 7))
                    .as("seed " + seed)
                    .isTrue();
            assertThat(parser.joinId()).isEqualTo("order/" + seed);
            assertThat(parser.label()).as("seed " + seed).isEqualTo(sent);
        }
    }

    @Test
    void whatIsNoAvroLabelStaysAsItIsAndNothingIsThrown() {
        byte[] label = GroundTruthCodec.encode(GroundTruthCodec.toAvro("order-17", Label.of(5_000, 3, List.of("1"))));
        byte[] json = "{\"inferenceId\":\"a\",\"label\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(GroundTruthCodec.asJson(json)).isSameAs(json);
        assertThat(GroundTruthCodec.asJson(new byte[0])).isEmpty();
        for (int length = 0; length < label.length; length++) {
            byte[] cut = Arrays.copyOf(label, length);
            assertThat(GroundTruthCodec.asJson(cut)).as("cut to " + length).isSameAs(cut);
        }
    }

    @Test
    void everyAccountOfAPartitionComesBack() {
        AvroSerde<LedgerRow> serde = AvroSerde.of(LedgerRow.class);
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            LabelFates labels = new LabelFates();
            for (LabelFate fate : LabelFate.values()) {
                labels.add(fate, random.nextInt(3));
            }
            PredictionFates predictions = predictions(random);

            LedgerRow row = LabelLedgerCodec.toAvro(
                    new LabelLedgerCodec.Range(3, 10, 10 + labels.sum() + 6, 1, 2, 3), labels, predictions);
            LedgerRow read = serde.deserializer()
                    .deserialize("ledger", serde.serializer().serialize("ledger", row));

            assertThat(LabelLedgerCodec.labels(read)).as("seed " + seed).isEqualTo(labels);
            assertThat(LabelLedgerCodec.predictions(read)).as("seed " + seed).isEqualTo(predictions);
            assertThat(read.getRead() - read.getControl()).as("seed " + seed).isEqualTo(labels.sum());
            assertThat(read.getDeadLettered()).isEqualTo(labels.count(LabelFate.DEAD_LETTERED));
            assertThat(RecordKeys.of(read)).isEqualTo("labels/3");
        }
    }

    @Test
    void fatesWithoutARecordAreLeftOut() {
        LabelFates labels = new LabelFates();
        labels.add(LabelFate.JOINED, 2);

        LedgerRow row =
                LabelLedgerCodec.toAvro(new LabelLedgerCodec.Range(0, 0, 2, 0, 0, 0), labels, new PredictionFates());

        assertThat(row.getLabelFates()).isEqualTo(Map.of("joined", 2L));
        assertThat(row.getPredictionFates()).isEmpty();
    }

    @Test
    void fateOfALaterReleaseIsPassedOver() {
        LedgerRow row = LabelLedgerCodec.toAvro(new WindowKey("e", "v", 0), 2, predictions(new Random(1)));
        LedgerRow later = LedgerRow.newBuilder(row)
                .setPredictionFates(Map.of("labelled", 3L, "dreamt", 4L))
                .build();

        assertThat(LabelLedgerCodec.predictions(later).sum()).isEqualTo(3);
    }

    @Test
    void windowIsKeyedApartFromItsCaptures() {
        WindowKey window = new WindowKey("credit", "blue", 3_600_000);
        PredictionFates predictions = predictions(new Random(2));

        LedgerRow row = LabelLedgerCodec.toAvro(window, 4, predictions);

        assertThat(RecordKeys.of(row)).isEqualTo("label-window/credit/blue/3600000");
        assertThat(row.getRevision()).isEqualTo(4);
        assertThat(LabelLedgerCodec.predictions(row)).isEqualTo(predictions);
    }

    @Test
    void rowsOnLabelsDoNotDisturbTheCheckOfCaptures() {
        LedgerCheck check = new LedgerCheck(MonitorConfig.defaults());
        LedgerRow window = LabelLedgerCodec.toAvro(new WindowKey("e", "v", 0), 1, predictions(new Random(3)));

        LedgerCodec.addTo(check, window);
        LedgerCodec.addTo(
                check,
                LabelLedgerCodec.toAvro(
                        new LabelLedgerCodec.Range(0, 0, 5, 0, 0, 0), new LabelFates(), new PredictionFates()));

        assertThat(check.finish().differences()).isEmpty();
    }

    private static PredictionFates predictions(Random random) {
        PredictionFates predictions = new PredictionFates();
        for (PredictionFate fate : PredictionFate.values()) {
            predictions.add(fate, random.nextInt(100));
        }
        return predictions;
    }
}
