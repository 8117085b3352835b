package io.tidemark.alerts.stream;

import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.EpisodeBook;
import io.tidemark.core.episode.EpisodeMachine;
import io.tidemark.core.episode.EpisodeState;
import io.tidemark.core.episode.JudgedWindow;
import io.tidemark.core.episode.StreamHead;
import io.tidemark.core.episode.Verdict;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.episode.VerdictStream.Source;
import io.tidemark.wire.codec.EpisodeRecordCodec;
import io.tidemark.wire.codec.NotificationCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts windows together and gives them to the book of their stream. Windows that are judged once are taken in the order
 * of time: one that begins where the last one ended at once, any other when nothing more has come for a while.
 */
final class EpisodesProcessor implements Processor<String, Piece, String, Told> {
    private static final Logger LOG = LoggerFactory.getLogger(EpisodesProcessor.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final EndpointAlerts endpoints;
    private final WaitingRules waiting;
    private final WaitingSince since = new WaitingSince();

    private ProcessorContext<String, Told> context;
    private KeyValueStore<Bytes, byte[]> heads;
    private StoredEpisodes episodes;
    private Gatherings gatherings;
    private JudgedRevisions revisions;

    @SuppressWarnings("NullAway.Init") // init sets the fields before any record comes
    EpisodesProcessor(EndpointAlerts endpoints, WaitingRules waiting) {
        this.endpoints = endpoints;
        this.waiting = waiting;
    }

    @Override
    public void init(ProcessorContext<String, Told> processorContext) {
        context = processorContext;
        heads = context.getStateStore(AlertStores.STREAM_HEADS);
        episodes = new StoredEpisodes(context.getStateStore(AlertStores.OPEN_EPISODES));
        gatherings = new Gatherings(
                context.getStateStore(AlertStores.GATHERINGS), context.getStateStore(AlertStores.GATHERED));
        revisions = new JudgedRevisions(context.getStateStore(AlertStores.JUDGED_REVISIONS));
        since.clear();
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<String, Piece> record) {
        Piece piece = record.value();
        if (piece instanceof Piece.Whole whole) {
            take(placed(whole.window()));
        } else if (piece instanceof Piece.Said said) {
            say(said);
        } else if (piece instanceof Piece.Reported reported && !isPassed(reported.place())) {
            gatherings.add(reported).ifPresent(this::onPiece);
        } else if (piece instanceof Piece.Violated violated && !isPassed(violated.place())) {
            gatherings.add(violated).ifPresent(this::onPiece);
        }
    }

    /** What has no window of its own comes after what came before, even within a millisecond; a repeat changes nothing. */
    private JudgedWindow placed(JudgedWindow window) {
        if (window.isJudged()) {
            return window;
        }
        long last = head(window.stream()).lastStartMs().orElse(Long.MIN_VALUE);
        long startMs = isKnown(window) ? last : Math.max(window.startMs(), last + 1);
        return new JudgedWindow(window.stream(), startMs, startMs + 1, false, window.violations(), window.seenMs());
    }

    private boolean isKnown(JudgedWindow window) {
        return window.violations().stream().allMatch(seen -> {
            Episode episode = episodes.get(seen.fingerprint());
            return episode != null && episode.last().violation().equals(seen.violation());
        });
    }

    private boolean isPassed(Piece.Place place) {
        return place.stream().source() == Source.MODEL
                ? revisions.isPassed(place)
                : head(place.stream()).isPassed(place.startMs());
    }

    private void onPiece(Gathered gathered) {
        since.came(gathered.place(), context.currentSystemTimeMs());
        if (!gathered.gathering().isWhole()) {
            return;
        }
        VerdictStream stream = gathered.place().stream();
        if (stream.source() == Source.MODEL) {
            judge(gathered);
        } else if (head(stream).isNext(gathered.place().startMs())) {
            judge(gathered);
            goOn(stream);
        }
    }

    /** Takes the windows that have been waiting for the one that was just taken. */
    private void goOn(VerdictStream stream) {
        while (true) {
            List<Gathered> next = gatherings.at(stream, head(stream).endOfLastMs());
            if (next.isEmpty() || !next.get(0).gathering().isWhole()) {
                return;
            }
            judge(next.get(0));
        }
    }

    /** Looks at what waits. */
    private void look(long nowMs) {
        Map<VerdictStream, List<Gathered>> byStream = new LinkedHashMap<>();
        for (Gathered gathered : gatherings.all()) {
            byStream.computeIfAbsent(gathered.place().stream(), s -> new ArrayList<>())
                    .add(gathered);
        }
        byStream.forEach((stream, windows) -> look(windows, since.isQuiet(stream, nowMs, waiting.settle()), nowMs));
        since.keepOnly(byStream.keySet());
    }

    private void look(List<Gathered> windows, boolean isQuiet, long nowMs) {
        boolean isOfModel = windows.get(0).place().stream().source() == Source.MODEL;
        long whole = windows.stream().filter(w -> w.gathering().isWhole()).count();
        for (Gathered window : windows) {
            if (window.gathering().isWhole()) {
                if (!isOfModel && !isQuiet) {
                    return;
                }
                whole--;
            } else if (!since.isOver(window.place(), nowMs, waiting.patience())
                    && (isOfModel || whole < waiting.newerWhole())) {
                if (isOfModel) {
                    continue;
                }
                return;
            }
            judge(window);
        }
    }

    private void judge(Gathered gathered) {
        Piece.Place place = gathered.place();
        if (!isPassed(place)) {
            Verdict verdict = gatherings.verdict(gathered);
            if (verdict.missing() > 0) {
                LOG.warn(
                        "a window is judged without all of its verdict: stream={} start={} revision={} missing={}",
                        place.stream().text(),
                        place.startMs(),
                        place.revision(),
                        verdict.missing());
            }
            take(verdict);
            if (place.stream().source() == Source.MODEL) {
                revisions.judged(place);
            }
        }
        gatherings.remove(place);
        since.gone(place);
    }

    private void take(Verdict verdict) {
        StreamHead head = head(verdict.stream());
        EndpointAlerts.One endpoint = endpoints.of(verdict.stream().endpoint());
        new EpisodeBook(head, episodes)
                .take(verdict, new EpisodeMachine(endpoint.policy()), this::changed)
                .ifPresent(notification ->
                        forward(new Told.Notified(NotificationCodec.toAvro(notification, endpoint.contact()))));
        heads.put(PlaceKey.of(verdict.stream()), head.encode());
    }

    private void say(Piece.Said said) {
        EndpointAlerts.One endpoint = endpoints.of(said.stream().endpoint());
        EpisodeBook book = new EpisodeBook(head(said.stream()), episodes);
        book.take(said.episode(), said.command(), new EpisodeMachine(endpoint.policy()))
                .ifPresentOrElse(
                        this::changed,
                        () -> LOG.warn(
                                "a command is about an episode that is not open: episode={} by={}",
                                said.episode().brief(),
                                said.command().note().by()));
    }

    /** Nobody knows of an episode that is pending. */
    private void changed(Episode episode) {
        if (!(episode.state() instanceof EpisodeState.Pending)) {
            forward(new Told.Changed(EpisodeRecordCodec.toAvro(episode)));
        }
    }

    private StreamHead head(VerdictStream stream) {
        byte[] row = heads.get(PlaceKey.of(stream));
        return row == null ? new StreamHead(stream) : StreamHead.decode(row);
    }

    private void forward(Told told) {
        context.forward(new Record<>("", told, context.currentSystemTimeMs()));
    }
}
