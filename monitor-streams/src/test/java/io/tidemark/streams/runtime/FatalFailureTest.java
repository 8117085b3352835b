package io.tidemark.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.ledger.InputChangedException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FatalFailureTest {
    @Test
    void whatABrokerOrARecordDoesIsNotFatal() {
        assertThat(FatalFailure.reason(new TimeoutException("no answer"))).isEmpty();
        assertThat(FatalFailure.reason(new StreamsException("task 0_1", new IllegalStateException("bad row"))))
                .isEmpty();
        assertThat(FatalFailure.reason(new UncheckedIOException(new java.io.IOException("disk"))))
                .isEmpty();
    }

    @Test
    void changedInputIsFatalHoweverDeepItLies() {
        Throwable failure =
                new StreamsException("task 0_1", new RuntimeException(new InputChangedException("went back")));
        assertThat(FatalFailure.reason(failure))
                .hasValueSatisfying(why -> assertThat(why).contains("input"));
    }

    @Test
    void aLibraryThatCannotBeLoadedNamesTheSettingThatHelps() {
        Throwable failure = new StreamsException(new UnsatisfiedLinkError("failed to map segment from shared object"));
        assertThat(FatalFailure.reason(failure))
                .hasValueSatisfying(why -> assertThat(why).contains("ROCKSDB_SHAREDLIB_DIR", "noexec"));
    }

    @Test
    void everyOtherErrorIsFatal() {
        assertThat(FatalFailure.reason(new NoClassDefFoundError("org/rocksdb/Options")))
                .isPresent();
        assertThat(FatalFailure.reason(new OutOfMemoryError("Java heap space"))).isPresent();
        assertThat(FatalFailure.reason(new AssertionError("state that should not exist")))
                .isPresent();
    }
}
