package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.profile.Delta;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** One merge task outside of any topology, with stores in memory. */
final class MergeBench {
    private final MockProcessorContext<String, Message> context = new MockProcessorContext<>(settings());
    private final Baselines baselines;
    private MergeProcessor processor;

    MergeBench(Baselines baselines) {
        this.baselines = baselines;
        context.setCurrentSystemTimeMs(1);
        WriteBehindOptions options = WriteBehindOptions.inMemory();
        for (StoreBuilder<?> builder : List.of(
                StoredState.heartbeats(options),
                StoredState.windows(options, baselines),
                StoredState.closings(options),
                StoredState.late(options))) {
            StateStore store = builder.withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        processor = started(Monitors.same(Samples.CONFIG));
    }

    private MergeProcessor started(Monitors monitors) {
        MergeProcessor made = new MergeProcessor(monitors, baselines);
        made.init(context);
        return made;
    }

    /** Also has the forms of the topics loaded, as in the application: they tell Avro which classes to trust. */
    static Properties settings() {
        assertThat(new Topics().all()).isNotEmpty();
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "test", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1"));
        return settings;
    }

    /** Has another processor go on with the same stores. */
    void restart() {
        restart(Samples.CONFIG);
    }

    void restart(MonitorConfig config) {
        restart(Monitors.same(config));
    }

    void restart(Monitors monitors) {
        processor = started(monitors);
    }

    void send(Delta delta) {
        processor.process(new Record<>("", new Message.Counted(delta), 0));
    }

    void send(Heartbeat heartbeat) {
        processor.process(new Record<>("", new Message.Beat(heartbeat), 0));
    }

    void send(HeartbeatPart part) {
        processor.process(new Record<>("", new Message.Beat(part), 0));
    }

    private List<? extends Message> forwarded() {
        return context.forwarded().stream()
                .map(captured -> captured.record().value())
                .toList();
    }

    List<Report> summaries() {
        return forwarded().stream()
                .filter(Message.Reported.class::isInstance)
                .map(message -> ((Message.Reported) message).report())
                .filter(report -> report.getPart() == 0)
                .toList();
    }

    List<LedgerRow> rows(LedgerScope scope) {
        return forwarded().stream()
                .filter(Message.Accounted.class::isInstance)
                .map(message -> ((Message.Accounted) message).row())
                .filter(row -> row.getScope() == scope)
                .toList();
    }
}
