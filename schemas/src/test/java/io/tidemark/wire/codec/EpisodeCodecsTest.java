package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.episode.Change;
import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.Notification;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.OperationReport;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.EpisodeSamples;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.avro.ChangeKind;
import io.tidemark.wire.avro.CommandKind;
import io.tidemark.wire.avro.EpisodeCommand;
import io.tidemark.wire.avro.EpisodeStatus;
import io.tidemark.wire.avro.NotificationChange;
import io.tidemark.wire.codec.NotificationCodec.Contact;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Episodes, notifications, commands and operation reports come back as they went. */
final class EpisodeCodecsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everythingComesBackThroughBytes(long seed) {
        EpisodeSamples samples = new EpisodeSamples(seed);
        Episode episode = samples.episode(samples.stream());
        Notification notification = samples.notification(1 + (int) seed);
        OperationReport report = samples.operations((int) seed % 4);

        assertThat(EpisodeRecordCodec.toDomain(again(EpisodeRecordCodec.toAvro(episode))))
                .as("seed %d", seed)
                .isEqualTo(episode);
        var record = again(NotificationCodec.toAvro(notification, new Contact("team", "https://x.example")));
        assertThat(NotificationCodec.toDomain(record)).as("seed %d", seed).isEqualTo(notification);
        assertThat(NotificationCodec.contact(record)).isEqualTo(new Contact("team", "https://x.example"));
        assertThat(OperationCodec.toDomain(again(OperationCodec.toAvro(report))))
                .as("seed %d", seed)
                .isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void commandNamesItsEpisodeAndWhereThatIs(long seed) {
        EpisodeSamples samples = new EpisodeSamples(seed);
        Episode episode = samples.episode(samples.stream());
        Command command = samples.command();

        EpisodeCommand record = again(CommandCodec.toAvro(episode, command));

        assertThat(CommandCodec.toDomain(record)).as("seed %d", seed).contains(command);
        assertThat(CommandCodec.stream(record)).isEqualTo(episode.fingerprint().stream());
        assertThat(record.getFingerprint()).isEqualTo(episode.fingerprint().id().hex());
        assertThat(RecordKeys.of(record)).isEqualTo(episode.id().hex());
    }

    @Test
    void keysAreTheTroubleTheStreamAndTheEndpoint() {
        EpisodeSamples samples = new EpisodeSamples(1);
        VerdictStream stream = new VerdictStream("a/b", "c%d", "", VerdictStream.Source.MODEL);
        Episode episode = samples.episode(stream);
        var record = NotificationCodec.toAvro(
                new Notification(episode.id(), stream, 0, 1, episode.told(), List.of(change(episode)), 0, 0),
                Contact.NONE);

        assertThat(RecordKeys.of(EpisodeRecordCodec.toAvro(episode)))
                .isEqualTo(episode.fingerprint().id().hex());
        assertThat(RecordKeys.of(record)).isEqualTo("a%2Fb/c%25d//MODEL").isEqualTo(stream.text());
        assertThat(RecordKeys.of(OperationCodec.toAvro(new OperationReport("churn", "traffic", 0, 1, List.of()))))
                .isEqualTo("churn");
    }

    @Test
    void recordOfVeryLongNamesStaysWithinItsBytesAndCountsWhatIsLeftOut() {
        VerdictStream stream = new VerdictStream("churn", "blue", "", VerdictStream.Source.DRIFT);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            changes.add(change(named(stream, i + "x".repeat(20_000))));
        }
        var record = NotificationCodec.toAvro(
                new Notification(
                        changes.get(0).episode().id(),
                        stream,
                        0,
                        1,
                        changes.get(0).before(),
                        changes,
                        7,
                        0),
                Contact.NONE);

        assertThat(bytes(record).length).isLessThanOrEqualTo(NotificationCodec.MAX_BYTES);
        assertThat(record.getChanges()).hasSizeBetween(10, 30);
        assertThat(record.getChanges().size() + record.getMore()).isEqualTo(107);
    }

    @Test
    void whatALaterReleaseSaysIsNotGuessed() {
        EpisodeSamples samples = new EpisodeSamples(3);
        Notification notification = samples.notification(1);
        var episode = io.tidemark.wire.avro.Episode.newBuilder(
                        EpisodeRecordCodec.toAvro(samples.episode(samples.stream())))
                .setState(EpisodeStatus.OTHER)
                .build();
        var told = NotificationCodec.toAvro(notification, Contact.NONE);
        NotificationChange change = told.getChanges().get(0);
        var later = io.tidemark.wire.avro.Notification.newBuilder(told)
                .setChanges(List.of(new NotificationChange(ChangeKind.OTHER, change.getBefore(), change.getEpisode())))
                .build();
        EpisodeCommand command = EpisodeCommand.newBuilder(
                        CommandCodec.toAvro(samples.episode(samples.stream()), samples.command()))
                .setKind(CommandKind.OTHER)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpisodeRecordCodec.toDomain(episode))
                .withMessageContaining("later release");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NotificationCodec.toDomain(later))
                .withMessageContaining("later release");
        assertThat(CommandCodec.toDomain(command)).isEmpty();
    }

    private static Change change(Episode episode) {
        return new Change(Change.Kind.OPENED, episode, episode.told(), true);
    }

    private static Episode named(VerdictStream stream, String feature) {
        Episode episode = new EpisodeSamples(5).episode(stream);
        Fingerprint about = new Fingerprint(stream, "DR002", feature, "ks", "");
        Observation last = episode.last();
        return new Episode(
                about,
                episode.state(),
                episode.handling(),
                episode.span(),
                episode.told(),
                episode.worst(),
                episode.quiet(),
                episode.isKeptBack(),
                new Observation(
                        about,
                        last.violation(),
                        last.severity(),
                        last.value(),
                        last.threshold(),
                        last.description(),
                        last.baseline()));
    }

    private static <T extends SpecificRecord> byte[] bytes(T record) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) record.getClass();
        return AvroSerde.of(type).serializer().serialize("t", record);
    }

    private static <T extends SpecificRecord> T again(T record) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) record.getClass();
        return AvroSerde.of(type).deserializer().deserialize("t", bytes(record));
    }
}
