package io.tidemark.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.serve.Health.Application;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HealthTest {
    private static Application drift(State state) {
        return new Application("drift", state, 1, true);
    }

    @Test
    void runningApplicationThatKnowsItsBaselinesIsReadyAndLive() {
        List<Application> apps = List.of(drift(State.RUNNING));
        assertThat(Health.ready(apps, false).isOk()).isTrue();
        assertThat(Health.live(apps).isOk()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"RUNNING"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingElseThanRunningIsReady(State state) {
        Health health = Health.ready(List.of(drift(state)), false);
        assertThat(health.isOk()).isFalse();
        assertThat(health.checks().get(0).why()).startsWith(state.name());
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"PENDING_ERROR", "ERROR", "NOT_RUNNING", "PENDING_SHUTDOWN"})
    void applicationThatStoppedByItselfIsNotLive(State state) {
        assertThat(Health.live(List.of(drift(state))).isOk()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"CREATED", "REBALANCING", "RUNNING"})
    void restartWouldNotMendWhatStartsOrRebalances(State state) {
        assertThat(Health.live(List.of(drift(state))).isOk()).isTrue();
    }

    @Test
    void deadThreadsAreNotLiveOnceItIsStarted() {
        assertThat(Health.live(List.of(new Application("drift", State.RUNNING, 0, true)))
                        .json())
                .isEqualTo("{\"ok\":false,\"checks\":[{\"name\":\"drift\",\"ok\":false,"
                        + "\"why\":\"no stream thread is alive\"}]}");
        assertThat(Health.live(List.of(new Application("drift", State.CREATED, 0, false)))
                        .isOk())
                .isTrue();
    }

    @Test
    void unknownBaselinesAreSaid() {
        Health health = Health.ready(List.of(new Application("drift", State.RUNNING, 1, false)), false);
        assertThat(health.json()).contains("\"ok\":false").contains("the topics of baselines are not read yet");
    }

    @Test
    void oneApplicationThatIsNotReadyMakesTheProcessUnready() {
        Health health = Health.ready(
                List.of(drift(State.RUNNING), new Application("labels", State.REBALANCING, 1, true)), false);
        assertThat(health.isOk()).isFalse();
        assertThat(health.checks()).extracting(Health.Check::isOk).containsExactly(true, false);
    }

    @Test
    void processWithoutApplicationsOrOneThatStopsIsNotReady() {
        assertThat(Health.ready(List.of(), false).json()).contains("starts: no application is set up yet");
        assertThat(Health.ready(List.of(drift(State.RUNNING)), true).json()).contains("stops: the last counts");
        assertThat(Health.live(List.of()).isOk()).isTrue();
    }
}
