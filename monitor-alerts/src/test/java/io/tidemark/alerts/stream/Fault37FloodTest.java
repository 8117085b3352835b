package io.tidemark.alerts.stream;

import static io.tidemark.alerts.stream.AlertsDriver.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.episode.Notification;
import io.tidemark.wire.avro.SeverityLevel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fault 37 on a small scale: very many violations in one window. On a broker there are a hundred thousand. */
class Fault37FloodTest {
    private static final int MANY = 5_000;

    @Test
    void floodIsOneBoundedNotificationForEachEndpoint() {
        List<String> features =
                IntStream.range(0, MANY).mapToObj(i -> "feature " + i).toList();
        try (AlertsDriver driver = new AlertsDriver()) {
            Verdicts.report("churn", 0, features).forEach(part -> driver.send(TOPICS.reports(), part));
            Verdicts.violations("churn", 0, features, SeverityLevel.MAJOR)
                    .forEach(violation -> driver.send(TOPICS.violations(), violation));
            driver.pass(AlertsDriver.WAITING.settle().multipliedBy(2));

            List<Notification> told = driver.notifications();
            assertThat(told).hasSize(1);
            assertThat(told.get(0).changes()).hasSize(Notification.MOST_CHANGES);
            assertThat(told.get(0).more()).isEqualTo(MANY - Notification.MOST_CHANGES);
            assertThat(driver.rows(AlertStores.OPEN_EPISODES)).isEqualTo(MANY);
            assertThat(driver.rows(AlertStores.GATHERED)).isZero();
        }
    }
}
