package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.ledger.Fate;
import io.tidemark.core.ledger.LedgerCheck;
import io.tidemark.core.ledger.LedgerFacts;
import io.tidemark.core.ledger.LedgerFindings;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.wire.ControlRecord;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerCodecTest {
    private static final Topics TOPICS = new Topics();
    private static final int MOST_BYTES = 512 * 1024;

    @BeforeAll
    static void loadTheFormsOfTheTopicsWhichTellAvroWhatToTrust() {
        assertThat(TOPICS.all()).isNotEmpty();
    }

    @Test
    void anAccountIsItsRow() {
        PartitionAccount account = new PartitionAccount();
        account.read(10);
        account.add(Fate.PARSED, 3);
        account.unchecked();
        account.read(14);
        account.add(Fate.DUPLICATE, 2);
        account.conflict("abc");
        OffsetRanges lost = new OffsetRanges();
        lost.add(11);
        account.lose(lost);
        account.read(15);
        account.add(Fate.CONTROL, 0);

        LedgerRow row = LedgerCodec.toAvro(4, account);

        assertThat(row.getScope()).isEqualTo(LedgerScope.PARTITION);
        assertThat(row.getPartition()).isEqualTo(4);
        assertThat(row.getFirstOffset()).isEqualTo(10);
        assertThat(row.getNextOffset()).isEqualTo(16);
        assertThat(row.getRead()).isEqualTo(3);
        assertThat(row.getParsed()).isEqualTo(1);
        assertThat(row.getRows()).isEqualTo(3);
        assertThat(row.getDuplicate()).isEqualTo(1);
        assertThat(row.getDuplicateRows()).isEqualTo(2);
        assertThat(row.getDedupUnchecked()).isEqualTo(1);
        assertThat(row.getControl()).isEqualTo(1);
        assertThat(row.getLost()).isEqualTo(1);
        assertThat(row.getGaps()).isEqualTo(2);
        assertThat(row.getConflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.getOffset()).isEqualTo(14);
            assertThat(conflict.getDigest()).isEqualTo("abc");
        });
        assertThat(row.getDuplicateOffsets()).hasSize(1);
    }

    @Test
    void aRowReachesTheCheckAsItWasWritten() {
        PartitionAccount account = new PartitionAccount();
        account.read(0);
        account.add(Fate.PARSED, 1);
        LedgerRow window = LedgerRow.newBuilder()
                .setScope(LedgerScope.WINDOW)
                .setEndpoint("e")
                .setVariant("v")
                .setCounted(5)
                .build();
        LedgerCheck check = new LedgerCheck(MonitorConfig.defaults());
        LedgerCodec.addTo(check, LedgerCodec.toAvro(0, account));
        LedgerCodec.addTo(check, window);
        LedgerCodec.addTo(
                check,
                LedgerRow.newBuilder(window)
                        .setScope(LedgerScope.LATE)
                        .setLate(2)
                        .build());

        LedgerFindings findings = check.finish();

        assertThat(findings.partitions()).isEqualTo(1);
        assertThat(findings.windows()).isEqualTo(1);
        assertThat(findings.differences()).extracting("accounted").contains(7L);
    }

    @Test
    void captureHeadersTellEndpointVariantAndControl() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("captures", 2, 17, new byte[0], "123".getBytes(StandardCharsets.UTF_8));
        LedgerFacts.Capture plain = LedgerCodec.capture(record, "other");
        assertThat(plain.arrival().endpoint()).isEqualTo("other");
        assertThat(plain.arrival().variant()).isEqualTo(Topics.DEFAULT_VARIANT);
        assertThat(plain.isControl()).isFalse();

        record.headers().add(Topics.ENDPOINT_HEADER, "fraud".getBytes(StandardCharsets.UTF_8));
        record.headers().add(Topics.VARIANT_HEADER, "blue".getBytes(StandardCharsets.UTF_8));
        record.headers().add(Topics.CONTROL_HEADER, Topics.CONTROL_END.getBytes(StandardCharsets.UTF_8));
        LedgerFacts.Capture end = LedgerCodec.capture(record, "other");

        assertThat(end.partition()).isEqualTo(2);
        assertThat(end.offset()).isEqualTo(17);
        assertThat(end.arrival().endpoint()).isEqualTo("fraud");
        assertThat(end.arrival().variant()).isEqualTo("blue");
        assertThat(end.isControl()).isTrue();
        assertThat(end.controlTimeMs()).isEqualTo(123);
    }

    @Test
    void aControlRecordWithoutTimeSaysNone() {
        byte[] end = Topics.CONTROL_END.getBytes(StandardCharsets.UTF_8);
        byte[] soon = "soon".getBytes(StandardCharsets.UTF_8);

        assertThat(ControlRecord.lastEventTime(end, "5".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(5);
        assertThat(ControlRecord.lastEventTime(end, soon)).isNull();
        assertThat(ControlRecord.lastEventTime(end, null)).isNull();
        assertThat(ControlRecord.lastEventTime(null, soon)).isNull();
        assertThat(ControlRecord.lastEventTime(soon, soon)).isNull();
    }

    /** Fault 22: no row comes near the limit of a broker, however scattered and changed the duplicates are. */
    @Test
    void theLargestRowStaysFarBelowTheLimit() {
        PartitionAccount account = new PartitionAccount();
        for (long offset = 1L << 50; offset < (1L << 50) + 200_000; offset += 2) {
            account.read(offset);
            account.add(Fate.DUPLICATE, 1);
            account.conflict("0123456789abcdef".repeat(4));
        }

        byte[] row = TOPICS.ledger().valueSerde().serializer().serialize("", LedgerCodec.toAvro(0, account));

        assertThat(row.length).isLessThan(MOST_BYTES / 8);
        assertThat(account.encode().length).isLessThan(MOST_BYTES / 8);
    }
}
