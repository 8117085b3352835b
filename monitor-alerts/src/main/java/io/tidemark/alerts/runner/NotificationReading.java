package io.tidemark.alerts.runner;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import io.tidemark.alerts.routing.Router;
import io.tidemark.core.episode.VerdictStream.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a notification means to a sink: nothing, or bodies in its form, now or after quiet hours. */
final class NotificationReading implements RecordReading {
    private final SinkSetup setup;
    private final NotificationReader reader;
    private final Router router;

    NotificationReading(SinkSetup setup, NotificationReader reader, Router router) {
        this.setup = setup;
        this.reader = reader;
        this.router = router;
    }

    @Override
    public Delivery read(byte[] value, long nowMs) {
        AlertMessage message = reader.read(value);
        Optional<AlertMessage> told = toldHere(message);
        Optional<Instant> when =
                told.map(m -> router.route(m, Instant.ofEpochMilli(nowMs))).map(sinks -> sinks.get(setup.name()));
        return new Delivery(
                message.lane(),
                when.isEmpty() ? List.of() : setup.format().of(told.orElseThrow()),
                when.map(Instant::toEpochMilli).orElse(nowMs));
    }

    /** A sink that is in trouble is not asked to tell so itself. */
    private Optional<AlertMessage> toldHere(AlertMessage message) {
        if (message.stream().source() != Source.OPERATIONS) {
            return Optional.of(message);
        }
        List<Item> others = message.items().stream()
                .filter(item -> !item.feature().equals(setup.name()))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(message.withItems(others));
    }
}
