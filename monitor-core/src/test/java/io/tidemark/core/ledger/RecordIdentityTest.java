package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordIdentityTest {
    private static final byte[] RECORD = ARecord.bytes("order-17", 60_000, "1");

    @Test
    void aRecordIsTheSameOneWhateverItHolds() {
        RecordIdentity first = ARecord.identity("fraud", "blue", RECORD);
        RecordIdentity changed = ARecord.identity("fraud", "blue", ARecord.bytes("order-17", 60_000, "2"));

        assertThat(changed.key()).isEqualTo(first.key());
        assertThat(changed.high()).isEqualTo(first.high());
        assertThat(changed.contents()).isNotEqualTo(first.contents());
        assertThat(changed.low()).isNotEqualTo(first.low());
    }

    @Test
    void endpointVariantIdAndTimeEachMakeAnotherRecord() {
        Stream<RecordIdentity> all = Stream.of(
                ARecord.identity("fraud", "blue", RECORD),
                ARecord.identity("frau", "dblue", RECORD),
                ARecord.identity("fraudblue", "", RECORD),
                ARecord.identity("blue", "fraud", RECORD),
                ARecord.identity("fraud", "green", RECORD),
                ARecord.identity("fraud", "blue", ARecord.bytes("order-18", 60_000, "1")),
                ARecord.identity("fraud", "blue", ARecord.bytes("order-17", 60_001, "1")));

        assertThat(all.map(RecordIdentity::key)).doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void oneScratchGivesWhatManyGive() {
        RecordIdentity scratch = ARecord.identity("fraud", "blue", RECORD);
        RecordIdentity.Key blue = scratch.key();
        assertThat(ARecord.identity("fraud", "green", RECORD).key()).isNotEqualTo(blue);
        assertThat(ARecord.identity("fraud", "blue", RECORD).key()).isEqualTo(blue);
    }

    @Test
    void idsThatCountUpDoNotMeet() {
        Set<RecordIdentity.Key> keys = new HashSet<>();
        Set<Integer> restAlone = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            RecordIdentity id = ARecord.identity(Integer.toString(i), 1 + i % 7);
            keys.add(id.key());
            restAlone.add(id.key().rest());
        }

        assertThat(keys).hasSize(20_000);
        assertThat(restAlone.size()).as("32 of the 96 bits alone").isGreaterThan(19_990);
    }
}
