package io.tidemark.streams.runtime;

import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What every application needs to run, whatever it does. */
public interface ApplicationSettings {
    /** Identity of the application: its consumer group, internal topics and state. */
    String applicationId();

    /** Kafka client settings, at least {@code bootstrap.servers}. */
    Map<String, String> client();

    /** Names of the topics. */
    Topics topics();

    /** Where state is kept between starts; each application has a folder of its own in it. */
    Path stateDirectory();

    /** Medium and budget of the stores. */
    WriteBehindOptions stores();

    /** Stream threads of this process, at least 1. */
    int threads();

    /** How often results become visible. */
    Duration commitInterval();
}
