package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.ScheduleSettings;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.wire.TopicCreator;
import io.tidemark.wire.Topics;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Where schedules are kept and what they work with: a Kafka, or none if no task needs one.
 *
 * @param settings of the runner; empty without a Kafka
 * @param tasks the work
 */
record SchedulePlace(Optional<ScheduleSettings> settings, Tasks tasks) {
    private static final int REPLICAS = 3;

    /** Connects, if an address was given, and makes the topics that are missing. */
    static SchedulePlace open(KafkaOptions kafka, List<ScheduleEntry> entries, Console console)
            throws InterruptedException {
        Clock clock = Clock.systemUTC();
        if (!kafka.isGiven()) {
            entries.stream()
                    .filter(entry -> entry.task().needsKafka())
                    .findFirst()
                    .ifPresent(entry -> {
                        throw UserError.usage(
                                Problem.of("schedule " + entry.schedule().name() + " needs a Kafka")
                                        .because(
                                                entry.task() instanceof Task.BaselineTask
                                                        ? "a baseline is proposed on a topic"
                                                        : "it is judged by the published baseline")
                                        .fix("add --bootstrap HOST:PORT")
                                        .fix("or, for an audit, name the baseline's file in it: baseline: model.json"));
                    });
            return new SchedulePlace(Optional.empty(), new Tasks(entries, null, clock));
        }
        KafkaClient client = kafka.client();
        Topics topics = kafka.topics();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            ensure(connection.admin(), topics, console);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
        BaselineWork.Place place = BaselineWork.Place.onKafka(client.properties(), topics, clock, console);
        return new SchedulePlace(Optional.of(settings(client, topics, clock)), new Tasks(entries, place, clock));
    }

    /** The settings of a runner on a Kafka. */
    static ScheduleSettings settings(KafkaClient client, Topics topics, Clock clock) {
        Map<String, Object> map = new HashMap<>(client.map());
        return new ScheduleSettings(map, topics, instance(), clock, ScheduleSettings.PATIENCE);
    }

    private static void ensure(Admin admin, Topics topics, Console console) throws InterruptedException {
        try {
            int brokers = admin.describeCluster().nodes().get().size();
            TopicCreator.Outcome outcome = new TopicCreator(admin)
                    .ensure(topics, topics.ofSchedules(), Math.min(REPLICAS, Math.max(1, brokers)));
            outcome.findings().forEach(finding -> console.warn(finding.toString()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    /** Host and process, and who runs it. */
    private static String instance() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return System.getProperty("user.name", "") + "@" + host + "/"
                + ProcessHandle.current().pid();
    }
}
