package io.tidemark.app.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Whether a process is well, and why not.
 *
 * @param checks what was looked at, in a fixed order
 */
record Health(List<Check> checks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Health {
        checks = List.copyOf(checks);
    }

    /**
     * One thing that was looked at.
     *
     * @param name what, for example an application
     * @param isOk whether it is as it has to be
     * @param why the state it is in, in plain words
     */
    record Check(String name, boolean isOk, String why) {}

    /**
     * An application as it is now.
     *
     * @param name what people call it
     * @param state of Kafka Streams
     * @param threads how many stream threads are alive
     * @param knowsBaselines whether the topics of baselines were read to their ends
     */
    record Application(String name, State state, int threads, boolean knowsBaselines) {}

    /**
     * Live: nothing that only a restart mends. An application that rebalances, restores or waits for a broker is live: to
     * kill it would make it begin again.
     */
    static Health live(List<Application> applications) {
        return of(applications, application -> {
            if (application.state().hasStartedOrFinishedShuttingDown()) {
                return new Check(application.name(), false, "stopped by itself: " + application.state());
            }
            boolean isStarted = application.state() != State.CREATED;
            return isStarted && application.threads() == 0
                    ? new Check(application.name(), false, "no stream thread is alive")
                    : new Check(application.name(), true, application.state().name());
        });
    }

    /** Ready: every application runs, and knows what to judge by. */
    static Health ready(List<Application> applications, boolean isStopping) {
        List<Check> checks = new ArrayList<>();
        if (isStopping) {
            checks.add(new Check("process", false, "stops: the last counts are committed"));
        } else if (applications.isEmpty()) {
            checks.add(new Check("process", false, "starts: no application is set up yet"));
        }
        checks.addAll(of(applications, application -> {
                    if (application.state() != State.RUNNING) {
                        return new Check(application.name(), false, unready(application.state()));
                    }
                    return application.knowsBaselines()
                            ? new Check(application.name(), true, "RUNNING, baselines known")
                            : new Check(application.name(), false, "the topics of baselines are not read yet");
                })
                .checks());
        return new Health(checks);
    }

    private static String unready(State state) {
        return state == State.REBALANCING ? "REBALANCING: partitions are assigned or state is restored" : state.name();
    }

    private static Health of(List<Application> applications, Function<Application, Check> check) {
        return new Health(applications.stream().map(check).toList());
    }

    boolean isOk() {
        return checks.stream().allMatch(Check::isOk);
    }

    /** Returns the answer as JSON: {@code {"ok":false,"checks":[{"name":"drift","ok":false,"why":"…"}]}}. */
    String json() {
        ObjectNode root = JSON.createObjectNode().put("ok", isOk());
        ArrayNode array = root.putArray("checks");
        checks.forEach(check -> array.addObject()
                .put("name", check.name())
                .put("ok", check.isOk())
                .put("why", check.why()));
        return root.toString();
    }
}
