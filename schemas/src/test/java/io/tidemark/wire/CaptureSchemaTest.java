package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedOrigin;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.capture.Rejection;
import io.tidemark.wire.avro.Capture;
import io.tidemark.wire.avro.CaptureSide;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the library writes, the core's own reader reads. */
class CaptureSchemaTest {
    private static final long TIME = 1_772_600_767_000L;

    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord captured = new CapturedRecord();

    @Test
    void everyFieldArrives() {
        Capture capture = aCapture(side("text/csv", "CSV", "41,\"a\"\"b\",x\n"), side("application/json", "", "[0.5]"));
        Capture withAttributes = Capture.newBuilder(capture)
                .setCustomAttributes(List.of("{\"t\":1}", "\u00e4"))
                .build();

        assertThat(parse(bytes(withAttributes))).as(captured.detail()).isTrue();

        assertThat(texts(captured.input())).containsExactly("41", "a\"b", "x");
        assertThat(texts(captured.output())).containsExactly("0.5");
        assertThat(captured.joinId()).isEqualTo("order-17");
        assertThat(captured.eventTimeMs()).isEqualTo(TIME);
        assertThat(captured.customAttributes()).containsExactly("{\"t\":1}", "\u00e4");
    }

    @Test
    void inputIsNotChanged() {
        byte[] bytes = bytes(aCapture(side("", "CSV", "\"a\"\"b\"\"c\",1"), null));
        byte[] original = bytes.clone();

        assertThat(parse(bytes)).isTrue();
        assertThat(bytes).isEqualTo(original);
        assertThat(captured.hasOutput()).isFalse();
    }

    @Test
    void endpointAndVariantCanBeReadBefore() {
        byte[] bytes = bytes(aCapture(side("", "CSV", "1"), null));

        assertThat(CapturedOrigin.of(bytes)).contains(new CapturedOrigin("fraud", "blue"));
        assertThat(CapturedOrigin.of("{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(CapturedOrigin.of(Arrays.copyOf(bytes, 12))).isEmpty();
    }

    /** The core reads one schema by hand: a change of it needs a second reader, not another number. */
    @Test
    void fingerprintIsTheOneTheCoreKnows() {
        assertThat(SchemaNormalization.parsingFingerprint64(Capture.getClassSchema()))
                .isEqualTo(CapturedOrigin.SCHEMA_FINGERPRINT);
    }

    @Test
    void partsAreRefusedForTheReasonsOfJson() {
        Capture good = aCapture(side("", "CSV", "1"), null);
        Capture noKey =
                Capture.newBuilder(good).setInferenceId("").setEventId("").build();
        Capture noTime = Capture.newBuilder(good).setInferenceTime(0).build();

        assertRefused(noKey, Rejection.NO_KEY);
        assertRefused(noTime, Rejection.BAD_TIME);
        assertRefused(aCapture(null, side("", "CSV", "1")), Rejection.NO_INPUT);
        assertRefused(aCapture(side("image/png", "", "x"), null), Rejection.UNSUPPORTED_ENCODING);
        assertRefused(aCapture(side("", "CSV", ""), null), Rejection.EMPTY_PAYLOAD);
        assertRefused(aCapture(side("text/csv", "BASE64", "!"), null), Rejection.MALFORMED);
        assertRefused(aCapture(side("", "CSV", "1\n2"), side("", "CSV", "1")), Rejection.ROW_MISMATCH);
    }

    @Test
    void everyCutAndEveryDamageIsRefusedOrReadAndNeverThrows() {
        long seed = 9L;
        Random random = new Random(seed);
        byte[] bytes = bytes(aCapture(side("text/csv", "CSV", "1,2,3"), side("text/csv", "CSV", "0.5")));
        for (int length = 0; length < bytes.length; length++) {
            assertThat(parser.parse(bytes, 0, length, captured))
                    .as("first %d bytes", length)
                    .isFalse();
        }
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = bytes.clone();
            for (int d = 0; d <= random.nextInt(3); d++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            read += parse(damaged) ? 1 : 0;
        }
        assertThat(read).as("seed " + seed).isBetween(1_000, 99_000);
    }

    @Test
    void steadyStreamAllocatesNothing() {
        byte[] bytes = bytes(aCapture(side("text/csv", "CSV", "1,2,3"), side("text/csv", "CSV", "0.5")));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long perThousand = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                parse(bytes);
            }
            perThousand = Math.min(perThousand, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(perThousand).isLessThan(1_000);
    }

    private void assertRefused(Capture capture, Rejection reason) {
        assertThat(parse(bytes(capture))).isFalse();
        assertThat(captured.rejection()).as(captured.detail()).isEqualTo(reason);
    }

    private boolean parse(byte[] bytes) {
        return parser.parse(bytes, 0, bytes.length, captured);
    }

    private static byte[] bytes(Capture capture) {
        return AvroSerde.of(Capture.class).serializer().serialize("captures", capture);
    }

    private static Capture aCapture(@Nullable CaptureSide input, @Nullable CaptureSide output) {
        return Capture.newBuilder()
                .setEndpoint("fraud")
                .setVariant("blue")
                .setInferenceId("order-17")
                .setEventId("e-1")
                .setInferenceTime(TIME)
                .setInput(input)
                .setOutput(output)
                .build();
    }

    private static CaptureSide side(String type, String encoding, String data) {
        return new CaptureSide(type, encoding, ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(FieldTable table) {
        List<String> texts = new ArrayList<>();
        for (int field = 0; field < table.fields(); field++) {
            texts.add(table.text(field));
        }
        return texts;
    }
}
