package io.tidemark.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KafkaChoiceTest {
    @Test
    void figuresOfPartitionsAndStoresAreNotShown() {
        assertThat(KafkaChoice.has("kafka.consumer.fetch.manager.records.lag.max"))
                .isTrue();
        assertThat(KafkaChoice.has("kafka.consumer.fetch.manager.records.lag")).isFalse();
        assertThat(KafkaChoice.has("kafka.stream.state.put.rate")).isFalse();
    }
}
