package io.tidemark.alerts.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.message.Messages;
import io.tidemark.alerts.routing.Route.Selection;
import io.tidemark.core.episode.VerdictStream.Source;
import io.tidemark.core.evaluation.Severity;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final Instant NIGHT = Instant.parse("2026-03-02T01:00:00Z");
    private static final QuietHours SLEEP =
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));

    private final Messages messages = new Messages();

    @Test
    void messageTakesEveryRouteThatTakesIt() {
        Router router = new Router(List.of(
                route("*", Severity.MINOR, QuietHours.NONE, "chat"),
                route("fra*", Severity.CRITICAL, QuietHours.NONE, "pager"),
                route("other", Severity.MINOR, QuietHours.NONE, "mail")));
        assertThat(router.route(messages.next(Severity.CRITICAL, 1), NIGHT)).containsOnlyKeys("chat", "pager");
        assertThat(router.route(new Messages().next(Severity.MAJOR, 1), NIGHT)).containsOnlyKeys("chat");
    }

    @Test
    void endOfAnEpisodeGoesWhereItsBeginningWent() {
        Router router = new Router(List.of(route("*", Severity.MAJOR, QuietHours.NONE, "pager")));
        assertThat(router.route(messages.next(Severity.MAJOR, 1), NIGHT)).containsOnlyKeys("pager");
        AlertMessage resolved = messages.next(Severity.MAJOR, 0);
        assertThat(router.route(resolved, NIGHT)).containsOnlyKeys("pager");
    }

    @Test
    void quietHoursPutOffWhatIsNotCritical() {
        Router router = new Router(List.of(route("*", Severity.MINOR, SLEEP, "chat")));
        Instant morning = Instant.parse("2026-03-02T06:00:00Z");
        assertThat(router.route(messages.next(Severity.MAJOR, 1), NIGHT)).isEqualTo(Map.of("chat", morning));
        assertThat(router.route(new Messages().next(Severity.CRITICAL, 1), NIGHT))
                .isEqualTo(Map.of("chat", NIGHT));
    }

    @Test
    void earliestOfSeveralRoutesToOneSinkHolds() {
        Router router = new Router(List.of(
                route("*", Severity.MINOR, SLEEP, "chat"), route("*", Severity.MINOR, QuietHours.NONE, "chat")));
        assertThat(router.route(messages.next(Severity.MINOR, 1), NIGHT)).isEqualTo(Map.of("chat", NIGHT));
    }

    @Test
    void sourcesCanBeChosen() {
        Route labels = new Route(of(Source.MODEL), Severity.MINOR, List.of("x"), QuietHours.NONE);
        assertThat(labels.takes(messages.next(Severity.CRITICAL, 1))).isFalse();
        Route drift = new Route(of(Source.DRIFT), Severity.MINOR, List.of("x"), QuietHours.NONE);
        assertThat(drift.takes(new Messages().next(Severity.CRITICAL, 1))).isTrue();
    }

    @Test
    void ownersCanBeChosen() {
        AlertMessage message = new MessageWriter("").write(messages.notification(Severity.MAJOR, 1), "team-risk", "");
        assertThat(ownedBy("team-*").takes(message)).isTrue();
        assertThat(ownedBy("team-risk").takes(message)).isTrue();
        assertThat(ownedBy("team-web").takes(message)).isFalse();
        assertThat(ownedBy("*").takes(new Messages().next(Severity.MAJOR, 1))).isTrue();
        assertThat(ownedBy("team-*").takes(new Messages().next(Severity.MAJOR, 1)))
                .isFalse();
    }

    private static Route ownedBy(String owner) {
        return new Route(
                new Selection(List.of(), List.of(owner), Set.of()), Severity.MINOR, List.of("x"), QuietHours.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "'fraud <script>', true",
        "*, true",
        "f*d*, true",
        "*script>, true",
        "fraud, false",
        "f.*, false",
        "'', false"
    })
    void starsAreTheOnlySignsWithAMeaning(String pattern, boolean takes) {
        assertThat(route(pattern, Severity.MINOR, QuietHours.NONE, "x").takes(new Messages().next(Severity.MAJOR, 1)))
                .isEqualTo(takes);
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-03-02T21:30:00Z, 2026-03-03T06:00:00Z",
        "22:00, 07:00, 2026-03-02T06:00:00Z, 2026-03-02T06:00:00Z",
        "22:00, 07:00, 2026-03-02T20:59:59Z, 2026-03-02T20:59:59Z",
        "12:00, 13:00, 2026-03-02T11:30:00Z, 2026-03-02T12:00:00Z",
        "12:00, 12:00, 2026-03-02T11:30:00Z, 2026-03-02T11:30:00Z",
        // The clock goes forward at 02:00: half past two does not exist, and sleep ends at seven of the new time.
        "22:00, 07:00, 2026-03-29T00:30:00Z, 2026-03-29T05:00:00Z",
        "22:00, 02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
    })
    void quietHoursEnd(LocalTime from, LocalTime to, Instant moment, Instant end) {
        assertThat(new QuietHours(from, to, ZoneId.of("Europe/Berlin")).endAfter(moment))
                .isEqualTo(end);
    }

    @Test
    void routeNeedsASink() {
        assertThatThrownBy(() -> new Route(Selection.ALL, Severity.MINOR, List.of(), QuietHours.NONE))
                .hasMessage("a route needs a sink");
    }

    private static Selection of(Source source) {
        return new Selection(List.of(), List.of(), Set.of(source));
    }

    private static Route route(String pattern, Severity from, QuietHours quiet, String sink) {
        return new Route(new Selection(List.of(pattern), List.of(), Set.of()), from, List.of(sink), quiet);
    }
}
