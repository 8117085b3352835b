package io.tidemark.core.capture;

import static io.tidemark.core.capture.CaptureText.aCapture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile record may cost: each limit from both sides, and inputs made to be expensive. */
class CaptureLimitsTest {
    private static final String EVENT = "\"eventId\":\"e\",\"inferenceTime\":\"2026-03-04T05:06:07Z\",\"z\":";

    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord captured = new CapturedRecord();

    @Test
    void recordAboveOneMebibyteIsOversize() {
        byte[] record = Arrays.copyOf(aCapture().bytes(), 1 << 20);
        Arrays.fill(record, aCapture().bytes().length, record.length, (byte) ' ');
        assertThat(parse(record)).isTrue();

        assertThat(parse(new byte[(1 << 20) + 1])).isFalse();
        assertThat(captured.rejection()).isEqualTo(Rejection.OVERSIZE);
    }

    @Test
    void nestingIsLimitedInRecordAndPayload() {
        // The event object is the second level of the record, so 62 more fit.
        assertThat(parse(aCapture().withEvent(EVENT + nested(62)).bytes())).isTrue();
        assertMalformed(aCapture().withEvent(EVENT + nested(63)), "nested too deep");
        assertThat(parse(aCapture().withJsonInput(nested(64)).bytes())).isTrue();
        assertMalformed(aCapture().withJsonInput(nested(65)), "nested too deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"instances\":", "{\"features\":["})
    void nestingOfHundredThousandLevelsIsMalformed(String opening) {
        assertMalformed(aCapture().withEvent(EVENT + opening.repeat(100_000 / opening.length())), "nested too deep");
        assertMalformed(aCapture().withJsonInput(opening.repeat(100_000 / opening.length())), "nested too deep");
    }

    @Test
    void rowHasAtMostTenThousandFields() {
        assertThat(parse(aCapture().withCsvInput(",".repeat(9_999)).bytes())).isTrue();
        assertMalformed(aCapture().withCsvInput(",".repeat(10_000)), "a row has too many fields");
        assertMalformed(aCapture().withCsvInput(",".repeat(10_000) + "\n"), "a row has too many fields");
        assertThat(parse(aCapture().withJsonInput(members(10_000)).bytes())).isTrue();
        assertMalformed(aCapture().withJsonInput(members(10_001)), "too many keys");
        assertMalformed(aCapture().withJsonInput("[0" + ",0".repeat(10_000) + "]"), "a row has too many fields");
    }

    @Test
    void manyRowsOfManyNamesAreWithinTheLimits() {
        String rows = IntStream.range(0, 3_000)
                .mapToObj(i -> "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}")
                .collect(Collectors.joining(","));

        assertThat(parse(aCapture()
                        .withJsonInput("{\"instances\":[" + rows + "]}")
                        .bytes()))
                .isTrue();
        assertThat(captured.input().rows()).isEqualTo(3_000);
    }

    @Test
    void namesStringsAndNumbersAreLimited() {
        assertThat(parse(aCapture()
                        .withJsonInput("{\"" + "n".repeat(256) + "\":1}")
                        .bytes()))
                .isTrue();
        assertMalformed(aCapture().withJsonInput("{\"" + "n".repeat(257) + "\":1}"), "a string is too long");
        assertThat(parse(aCapture()
                        .withJsonInput("[\"" + "s".repeat(65_536) + "\"]")
                        .bytes()))
                .isTrue();
        assertMalformed(aCapture().withJsonInput("[\"" + "s".repeat(65_537) + "\"]"), "a string is too long");
        assertMalformed(aCapture().withCsvInput("1," + "s".repeat(65_537)), "a field is too long");
        assertMalformed(aCapture().withEvent(EVENT + '"' + "s".repeat(65_537) + '"'), "a string is too long");
        assertThat(parse(aCapture().withEvent(EVENT + "1".repeat(64)).bytes())).isTrue();
        assertMalformed(aCapture().withEvent(EVENT + "1".repeat(65)), "a number is too long");
        assertMalformed(aCapture().withJsonInput("[" + "1".repeat(1_000_000) + "]"), "a number is too long");
    }

    @Test
    void payloadMayBeLongerThanAString() {
        assertThat(parse(aCapture().withCsvInput("1,2\n".repeat(100_000)).bytes()))
                .isTrue();
        assertThat(captured.input().rows()).isEqualTo(100_000);
    }

    @Test
    void poisonOfManyKindsIsRefusedAndLeavesTheParserFit() {
        long seed = 4L;
        Random random = new Random(seed);
        byte[] good = aCapture().bytes();
        for (int i = 0; i < 10_000; i++) {
            byte[] poison = new byte[random.nextInt(400)];
            random.nextBytes(poison);

            assertThat(parse(poison)).as("seed %d, record %d", seed, i).isFalse();
            assertThat(captured.rejection()).isEqualTo(Rejection.MALFORMED);
            assertThat(parse(good)).isTrue();
        }
    }

    @Test
    void expensiveRecordIsRefusedWithinTenMegabytesOfHeap() {
        byte[] manyKeys = aCapture().withEvent(EVENT + members(80_000)).bytes();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        boolean read = parse(manyKeys);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
        assertThat(read).isFalse();
    }

    @Test
    void steadyStreamAllocatesNothing() {
        byte[] csv =
                aCapture().withCsvInput("1,\"a\"\"b\",3\n").withCsvOutput("0.5").bytes();
        byte[] json =
                aCapture().withJsonInput("{\"a\\u0062\":1,\"c\":\"x\\ny\"}").bytes();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long perThousand = Long.MAX_VALUE;

        // The quietest of several rounds: compilation and the measurement itself allocate in others.
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                parse(csv);
                parse(json);
            }
            perThousand = Math.min(perThousand, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(perThousand).isLessThan(1_000);
    }

    @Test
    void limitsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new CaptureLimits(1 << 20, 513, 10, 10, 10, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("depth = 513 is not in [1, 512]");
        assertThatThrownBy(() -> new CaptureLimits(0, 64, 10, 10, 10, 10))
                .hasMessageContaining("recordBytes = 0 is not in [1, ");
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":0").collect(Collectors.joining(",", "{", "}"));
    }

    private void assertMalformed(CaptureText capture, String what) {
        byte[] bytes = capture.bytes();
        assertThat(parse(bytes)).as(what + " in " + start(bytes)).isFalse();
        assertThat(captured.rejection()).isEqualTo(Rejection.MALFORMED);
        assertThat(captured.detail()).contains(what);
    }

    private static String start(byte[] bytes) {
        return new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.UTF_8);
    }

    private boolean parse(byte[] bytes) {
        return parser.parse(bytes, 0, bytes.length, captured);
    }
}
