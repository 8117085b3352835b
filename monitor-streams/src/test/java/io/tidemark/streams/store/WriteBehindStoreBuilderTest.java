package io.tidemark.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WriteBehindStoreBuilderTest {
    private final WriteBehindStoreBuilder<String, StringBuilder> builder =
            WriteBehindStores.builder("notes", new NoteCodec(), WriteBehindOptions.persistent());

    @Test
    void changelogsAreCompactedEarlyInSmallSegmentsWithAppendTime() {
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(builder.logConfig())
                .isEqualTo(Map.of(
                        "cleanup.policy", "compact",
                        "segment.bytes", "67108864",
                        "min.cleanable.dirty.ratio", "0.2",
                        "message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void ownTopicSettingsComeOverTheDefaults() {
        builder.withLoggingEnabled(Map.of("segment.bytes", "1048576", "min.insync.replicas", "2"));

        assertThat(builder.logConfig())
                .containsEntry("segment.bytes", "1048576")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("min.cleanable.dirty.ratio", "0.2");
    }

    @Test
    void withoutLoggingThereIsNoTopicToConfigure() {
        builder.withLoggingDisabled();

        assertThat(builder.loggingEnabled()).isFalse();
        assertThat(builder.logConfig()).isEmpty();
    }

    @Test
    void aSecondCacheIsRefused() {
        assertThat(builder.withCachingDisabled()).isSameAs(builder);
        assertThatThrownBy(builder::withCachingEnabled)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("store notes");
    }

    @Test
    void eachTaskGetsAStoreOfItsOwnWithTheSameName() {
        assertThat(builder.build()).isNotSameAs(builder.build());
        assertThat(builder.build().name()).isEqualTo(builder.name()).isEqualTo("notes");
        assertThat(builder.build().persistent()).isTrue();
    }
}
