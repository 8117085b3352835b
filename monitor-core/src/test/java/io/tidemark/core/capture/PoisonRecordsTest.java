package io.tidemark.core.capture;

import static io.tidemark.core.capture.CaptureText.aCapture;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.PoisonRecords.Poison;
import io.tidemark.core.feature.ValueScanner;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoisonRecordsTest {
    private static final long SEED = 20_261_121L;

    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord captured = new CapturedRecord();

    @Test
    void thereAreMoreThanFortyKinds() {
        List<Poison> kinds = new PoisonRecords(SEED).everyKind();

        assertThat(kinds)
                .hasSizeGreaterThanOrEqualTo(60)
                .extracting(Poison::kind)
                .doesNotHaveDuplicates();
    }

    @Test
    void tenThousandAreRefusedForTheirReasonAndLeaveTheParserFit() {
        byte[] good = aCapture().bytes();

        for (Poison poison : new PoisonRecords(SEED).take(10_000)) {
            assertThat(parse(poison.value())).as(poison.kind()).isFalse();
            assertThat(captured.rejection())
                    .as("%s, seed %d, detail %s", poison.kind(), SEED, captured.detail())
                    .isEqualTo(poison.reason());
            assertThat(parse(good)).as("after " + poison.kind()).isTrue();
        }
    }

    @Test
    void noKindCostsMoreThanTenMegabytesOfHeap() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Poison poison : new PoisonRecords(SEED).everyKind()) {
            CaptureParser fresh = new CaptureParser();
            long before = threads.getCurrentThreadAllocatedBytes();

            fresh.parse(poison.value(), 0, poison.value().length, captured);

            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(poison.kind())
                    .isLessThan(10_000_000);
        }
    }

    @Test
    void payloadsThatAreSearchedAreBoundedToo() {
        FormParser searching =
                new FormParser(CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE.withFeatures("f")));
        String[] payloads = {
            "{\"f\":" + "[".repeat(500_000),
            "{\"f\":[" + "0,".repeat(20_000) + "0]}",
            "{\"f\":" + "7".repeat(900_000) + "}",
            "{\"f\":[" + "[],".repeat(1_000) + "{\"a\":" + "{\"a\":".repeat(70) + "1"
        };
        for (String payload : payloads) {
            assertThat(searching.outcome(aCapture().withJsonInput(payload)))
                    .as(payload.substring(0, 30))
                    .isEqualTo(CaptureOutcome.REJECTED);
            assertThat(searching.captured().rejection()).isEqualTo(Rejection.MALFORMED);
        }
    }

    /** Values that look like numbers and are none, or are at the edge: counted as what they are, never refused. */
    @Test
    void strangeNumbersAreCellsAndNoPoison() {
        String row = "NaN,-Infinity,-0.0,1e999,4.9e-324,9223372036854775808,\"1,5\",\u0661\u0662,true,1e99999999999";

        assertThat(parse(aCapture().withCsvInput(row).bytes())).isTrue();
        assertThat(captured.input().endField(0)).isEqualTo(10);
        assertThat(parse(aCapture()
                        .withJsonInput("[NaN,-Infinity,-0.0,1e999,4.9e-324,9223372036854775808,\"1,5\",1e99999999999]")
                        .bytes()))
                .isTrue();
        assertThat(captured.input().text(7)).isEqualTo("1e99999999999");
    }

    @Test
    void exponentsBeyondAllBoundsAreReadAsZeroOrInfinity() {
        byte[] text = "1e99999999999 -1e99999999999 1e-99999999999".getBytes(StandardCharsets.US_ASCII);
        var scanner = new ValueScanner();

        scanner.scan(text, 0, 13);
        assertThat(scanner.value()).isEqualTo(Double.POSITIVE_INFINITY);
        scanner.scan(text, 14, 28);
        assertThat(scanner.value()).isEqualTo(Double.NEGATIVE_INFINITY);
        scanner.scan(text, 29, text.length);
        assertThat(scanner.value()).isZero();
    }

    private boolean parse(byte[] bytes) {
        return parser.parse(bytes, 0, bytes.length, captured);
    }
}
