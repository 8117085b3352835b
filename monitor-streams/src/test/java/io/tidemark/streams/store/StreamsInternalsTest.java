package io.tidemark.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.Test;

/** Fails when an upgrade of Kafka Streams changes what the write-behind store rests on. */
class StreamsInternalsTest {
    @Test
    void theFlushHookHasTheMethodsWeImplement() {
        assertThat(signatures(CachedStateStore.class))
                .as("CachedStateStore, an internal interface of Kafka Streams, has changed. WriteBehindStore depends on"
                        + " flushCache() being called before every commit and clearCache() before the wrapped store is"
                        + " written from outside. Read its new contract, run WriteBehindStoreBrokerTest, and if the"
                        + " hook is gone replace the store by a plain consumer with a transactional producer")
                .containsExactlyInAnyOrder(
                        "boolean setFlushListener(CacheFlushListener, boolean)",
                        "void clearCache()",
                        "void flushCache()");
    }

    @Test
    void aStateStoreHasTheMethodsWeDelegate() {
        assertThat(signatures(StateStore.class))
                .as("StateStore has changed: delegate every new method of it in WriteBehindStore, or its default will"
                        + " answer for the wrapped store")
                .containsExactlyInAnyOrder(
                        "String name()",
                        "void init(StateStoreContext, StateStore)",
                        "void flush()",
                        "void commit(Map)",
                        "Long committedOffset(TopicPartition)",
                        "void close()",
                        "boolean persistent()",
                        "boolean managesOffsets()",
                        "boolean isOpen()",
                        "QueryResult query(Query, PositionBound, QueryConfig)",
                        "Position getPosition()");
    }

    @Test
    void theStoreIsNoKeyValueStore() {
        assertThat(KeyValueStore.class.isAssignableFrom(WriteBehindStore.class))
                .as("the processor context wraps key-value stores, and the typed store would not come back")
                .isFalse();
    }

    private static String[] signatures(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(StreamsInternalsTest::signature)
                .toArray(String[]::new);
    }

    private static String signature(Method method) {
        var parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .toList();
        return method.getReturnType().getSimpleName() + " " + method.getName() + "(" + String.join(", ", parameters)
                + ")";
    }
}
