package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowDuplicatesTest {
    private static final WindowSpec HOURS = WindowSpec.of(Duration.ofHours(1), Duration.ZERO);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final WindowDuplicates seen = new WindowDuplicates();

    @Test
    void repeatsOfAWindowThatIsKnownAreFound() {
        WindowDuplicates.Seen window = seen.of(window("e", 5));

        assertThat(seen.isRepeat(window, identity("a"))).isFalse();
        assertThat(seen.isRepeat(seen.of(window("e", 5)), identity("a"))).isTrue();
        assertThat(seen.isRepeat(seen.of(window("e", 6)), identity("a"))).isFalse();
        assertThat(seen.isReopened()).isFalse();
    }

    @Test
    void onlyEndedWindowsOfTheEndpointAndVariantAreForgotten() {
        seen.of(window("e", 4));
        seen.of(window("e", 5));
        seen.of(window("other", 4));
        seen.of(new WindowKey("e", "blue", 4 * HOUR));

        seen.forgetEnded("e", "v", HOURS, 5 * HOUR);

        assertThat(seen.windows()).isEqualTo(3);
        seen.of(window("e", 5));
        assertThat(seen.isReopened()).isFalse();
    }

    @Test
    void aRecordForAForgottenWindowIsNoticed() {
        seen.isRepeat(seen.of(window("e", 5)), identity("a"));
        seen.forgetEnded("e", "v", HOURS, 6 * HOUR);

        seen.of(window("e", 5));

        assertThat(seen.isReopened()).isTrue();
    }

    @Test
    void aRecordForAWindowThatWasForgottenInTheMeantimeIsNoticed() {
        WindowDuplicates.Seen held = seen.of(window("e", 5));
        seen.forgetEnded("e", "v", HOURS, 6 * HOUR);
        assertThat(seen.isReopened()).isFalse();

        seen.isRepeat(held, identity("a"));

        assertThat(seen.isReopened()).isTrue();
    }

    @Test
    void aWindowThatWasNeverSeenIsNotForgotten() {
        seen.forgetEnded("e", "v", HOURS, 6 * HOUR);

        seen.of(window("e", 3));

        assertThat(seen.isReopened()).isFalse();
    }

    @Test
    void afreshNothingIsSeenOrForgotten() {
        seen.isRepeat(seen.of(window("e", 5)), identity("a"));
        seen.forgetEnded("e", "v", HOURS, 6 * HOUR);

        WindowDuplicates afresh = seen.afresh();

        assertThat(afresh.isRepeat(afresh.of(window("e", 5)), identity("a"))).isFalse();
        assertThat(afresh.isReopened()).isFalse();
    }

    @Test
    void afreshTheSameContentsWin() {
        WindowDuplicates.Seen window = seen.of(window("e", 5));
        RecordIdentity one = identity("a");
        RecordIdentity two = identity("a ");
        boolean isOneSmaller = Integer.compareUnsigned(one.contents(), two.contents()) < 0;
        seen.isRepeat(window, one);
        seen.isRepeat(window, two);
        assertThat(seen.hasConflicts()).isTrue();

        WindowDuplicates afresh = seen.settled().afresh();

        WindowDuplicates.Seen again = afresh.of(window("e", 5));
        assertThat(afresh.isRepeat(again, one)).isEqualTo(!isOneSmaller);
        assertThat(afresh.isRepeat(again, two)).isEqualTo(isOneSmaller);
    }

    private static WindowKey window(String endpoint, long hour) {
        return new WindowKey(endpoint, "v", hour * HOUR);
    }

    /** Of a record with this id; spaces behind it are other contents. */
    private static RecordIdentity identity(String id) {
        byte[] bytes = ("{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"data\":\"1\","
                        + "\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"" + id.strip()
                        + "\",\"inferenceTime\":\"2026-03-01T12:00:00Z\"},\"eventVersion\":\"0\"}"
                        + id.substring(id.strip().length()))
                .getBytes(StandardCharsets.UTF_8);
        CapturedRecord record = new CapturedRecord();
        assertThat(new CaptureParser().parse(bytes, 0, bytes.length, record)).isTrue();
        RecordIdentity identity = new RecordIdentity();
        identity.set("e", "v", record, bytes, 0, bytes.length);
        return identity;
    }
}
