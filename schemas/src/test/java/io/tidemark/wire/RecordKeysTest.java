package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import io.tidemark.wire.avro.FireTrigger;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.ReportCodec;
import io.tidemark.wire.codec.ViolationCodec;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordKeysTest {
    @Test
    void keysReadAsDocumented() {
        assertThat(RecordKeys.of(new BaselineChunk("abc", 3, 4, ByteBuffer.allocate(0), ActivationKind.BASELINE)))
                .isEqualTo("abc/3");
        assertThat(RecordKeys.of(activation("churn", ActivationKind.BASELINE))).isEqualTo("churn@3600000/baseline/abc");
        assertThat(RecordKeys.of(LedgerRow.newBuilder()
                        .setScope(LedgerScope.PARTITION)
                        .setPartition(7)
                        .build()))
                .isEqualTo("partition/7");
        assertThat(RecordKeys.of(window("churn", "blue"))).isEqualTo("window/churn/blue/3600000");
    }

    @Test
    void kindsOfActivationDoNotReplaceEachOther() {
        assertThat(List.of(ActivationKind.values()))
                .extracting(kind -> RecordKeys.of(activation("churn", kind)))
                .containsExactly(
                        "churn@3600000/baseline/abc",
                        "churn@3600000/config/abc",
                        "churn@3600000/calibration/abc",
                        "churn@3600000/model/abc",
                        "churn@3600000/other/abc");
    }

    @Test
    void partsWithSeparatorsDoNotMeet() {
        assertThat(List.of(window("a/b", "c"), window("a", "b/c"), window("a%2Fb", "c"), window("a@b", "c")))
                .extracting(RecordKeys::of)
                .doesNotHaveDuplicates();
        assertThat(RecordKeys.of(window("a/b", "c"))).isEqualTo("window/a%2Fb/c/3600000");
    }

    @Test
    void rowsOnLabelsDoNotReplaceRowsOnCaptures() {
        LedgerRow labels = LedgerRow.newBuilder()
                .setScope(LedgerScope.LABELS)
                .setPartition(7)
                .build();
        LedgerRow window = LedgerRow.newBuilder(window("churn", "blue"))
                .setScope(LedgerScope.LABEL_WINDOW)
                .build();

        assertThat(RecordKeys.of(labels)).isEqualTo("labels/7");
        assertThat(RecordKeys.of(window)).isEqualTo("label-window/churn/blue/3600000");
        assertThat(List.of(LedgerScope.values()))
                .extracting(scope -> RecordKeys.of(
                        LedgerRow.newBuilder(window).setScope(scope).build()))
                .doesNotHaveDuplicates();
    }

    @Test
    void violationIsKeyedByItsId() {
        var violation = new Samples(1).violation(10);

        assertThat(RecordKeys.of(ViolationCodec.toAvro(violation, List.of())))
                .isEqualTo(violation.id().hex());
    }

    @Test
    void reportIsKeyedByWindowAndSegment() {
        var summary = ReportCodec.toAvro(new Samples(2).report(0)).get(0);
        var segment = Report.newBuilder(summary)
                .setEndpoint("churn")
                .setVariant("blue")
                .setWindowStart(0)
                .setSegment("country=DE")
                .build();

        assertThat(RecordKeys.of(segment)).isEqualTo("churn/blue/0/country=DE");
    }

    @Test
    void fireIsNamedByEndpointScheduleAndDueTime() {
        assertThat(new Topics().fires().partitions()).isEqualTo(1);
        Fire fire = Fire.newBuilder()
                .setSchedule("nightly@2")
                .setEndpoint("a/b")
                .setDue(5)
                .setState(FireState.CLAIMED)
                .setTrigger(FireTrigger.SCHEDULE)
                .build();
        assertThat(RecordKeys.of(fire)).isEqualTo("a%2Fb/nightly%402@5");
    }

    private static Activation activation(String endpoint, ActivationKind kind) {
        return new Activation(endpoint, 3_600_000L, kind, "abc", "me", "because");
    }

    private static LedgerRow window(String endpoint, String variant) {
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.WINDOW)
                .setEndpoint(endpoint)
                .setVariant(variant)
                .setWindowStart(3_600_000)
                .build();
    }
}
