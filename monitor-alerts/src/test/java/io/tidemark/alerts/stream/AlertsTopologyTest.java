package io.tidemark.alerts.stream;

import static io.tidemark.alerts.stream.AlertsDriver.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.EpisodePolicy;
import io.tidemark.core.episode.Handling;
import io.tidemark.core.episode.Notification;
import io.tidemark.core.episode.OperationReport;
import io.tidemark.core.episode.OperationReport.Finding;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.SeverityLevel;
import io.tidemark.wire.codec.NotificationCodec.Contact;
import io.tidemark.wire.codec.OperationCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsTopologyTest {
    private static final Duration SETTLED = Duration.ofSeconds(7);
    private static final SeverityLevel MAJOR = SeverityLevel.MAJOR;

    private final AlertsDriver driver = new AlertsDriver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void driftIsToldOnceWhenItStartsAndOnceWhenItIsOver() {
        driver.window(0, MAJOR);
        driver.pass(SETTLED);
        driver.window(1, MAJOR, "age", "pay");
        driver.window(2, MAJOR, "age", "pay");
        driver.window(3, MAJOR);
        driver.window(4, MAJOR);
        driver.window(5, MAJOR);

        assertThat(driver.told())
                .containsExactly("1: OPENED DR002 age, OPENED DR002 pay", "4: RESOLVED DR002 age, RESOLVED DR002 pay");
        assertThat(driver.rows(AlertStores.GATHERINGS)).isZero();
        assertThat(driver.rows(AlertStores.GATHERED)).isZero();
        assertThat(driver.rows(AlertStores.OPEN_EPISODES)).isZero();
    }

    @Test
    void readingEverythingAgainTellsNothing() {
        for (int pass = 0; pass < 2; pass++) {
            driver.window(0, MAJOR);
            driver.pass(SETTLED);
            driver.window(1, MAJOR, "age");
            driver.window(2, MAJOR);
            driver.window(3, MAJOR);
            driver.pass(Duration.ofMinutes(2));
            assertThat(driver.told()).hasSize(pass == 0 ? 2 : 0);
        }
        assertThat(driver.rows(AlertStores.GATHERINGS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void orderOfArrivalChangesNothing(long seed) {
        List<Runnable> pieces = new ArrayList<>();
        List<List<String>> windows = List.of(List.of(), List.of("age"), List.of("age", "pay"), List.of(), List.of());
        for (int i = 0; i < windows.size(); i++) {
            int window = i;
            Verdicts.report("churn", i, windows.get(i))
                    .forEach(part -> pieces.add(() -> driver.send(TOPICS.reports(), part)));
            Verdicts.violations("churn", window, windows.get(i), MAJOR)
                    .forEach(violation -> pieces.add(() -> driver.send(TOPICS.violations(), violation)));
        }
        Collections.shuffle(pieces, new Random(seed));

        pieces.forEach(Runnable::run);
        driver.pass(SETTLED);

        assertThat(driver.told())
                .as("seed %d", seed)
                .containsExactly(
                        "1: OPENED DR002 age", "2: OPENED DR002 pay", "4: RESOLVED DR002 age, RESOLVED DR002 pay");
    }

    @Test
    void windowThatNeverBecomesWholeIsJudgedAndMarkedWhenItsTimeIsOver() {
        driver.window(0, MAJOR);
        driver.pass(SETTLED);
        driver.send(
                TOPICS.violations(),
                Verdicts.violations("churn", 1, List.of("age"), MAJOR).get(0));
        driver.window(2, MAJOR, "age");
        driver.pass(Duration.ofSeconds(30));
        assertThat(driver.told()).isEmpty();

        driver.pass(Duration.ofSeconds(40));

        List<Notification> told = driver.notifications();
        assertThat(told).extracting(AlertsDriver::words).containsExactly("1: OPENED DR002 age");
        assertThat(told.get(0).missing()).isEqualTo(1);
    }

    @Test
    void windowThatNeverBecomesWholeWaitsForNoMoreThanAFewWholeOnes() {
        driver.window(0, MAJOR);
        driver.pass(SETTLED);
        List<Report> parts = Verdicts.report("churn", 1, List.of("age"));
        parts.forEach(part -> driver.send(TOPICS.reports(), part));
        driver.window(2, MAJOR, "pay");
        driver.window(3, MAJOR);
        driver.pass(SETTLED);
        assertThat(driver.told()).isEmpty();

        driver.window(4, MAJOR);
        driver.pass(SETTLED);

        assertThat(driver.told()).containsExactly("2: OPENED DR002 pay", "4: RESOLVED DR002 pay");
    }

    @Test
    void provisionalViolationOpensEarlyTheFinalOneRepeatsNothingAndAWithdrawnOneIsTold() {
        driver.send(TOPICS.modelReports(), Verdicts.model(0, 1, false, RuleAnswer.INSUFFICIENT_DATA));
        driver.send(TOPICS.modelReports(), Verdicts.model(1, 1, false, RuleAnswer.INSUFFICIENT_DATA));
        driver.send(TOPICS.modelReports(), Verdicts.model(0, 2, false, RuleAnswer.ALARM));
        driver.send(TOPICS.violations(), Verdicts.quality(0, 2, false));
        assertThat(driver.told()).containsExactly("0: OPENED MQ001");

        driver.send(TOPICS.modelReports(), Verdicts.model(0, 3, true, RuleAnswer.ALARM));
        driver.send(TOPICS.violations(), Verdicts.quality(0, 3, true));
        assertThat(driver.told()).isEmpty();

        driver.send(TOPICS.modelReports(), Verdicts.model(0, 4, true, RuleAnswer.OK));
        driver.send(TOPICS.modelReports(), Verdicts.model(0, 2, false, RuleAnswer.ALARM));
        driver.send(TOPICS.violations(), Verdicts.quality(0, 2, false));
        assertThat(driver.told()).containsExactly("0: WITHDRAWN MQ001");
    }

    @Test
    void watchOverTheMonitorSpeaksForItsOwnFindingsOnly() {
        driver.send(TOPICS.operations(), OperationCodec.toAvro(operations("sink/pager", 1, "OP004")));
        driver.send(TOPICS.operations(), OperationCodec.toAvro(operations("traffic", 1)));
        driver.send(TOPICS.operations(), OperationCodec.toAvro(operations("traffic", 2)));
        driver.send(TOPICS.operations(), OperationCodec.toAvro(operations("traffic", 3)));
        assertThat(driver.told()).containsExactly("0: OPENED OP004 pager");

        driver.send(TOPICS.operations(), OperationCodec.toAvro(operations("sink/pager", 2)));
        driver.send(TOPICS.operations(), OperationCodec.toAvro(operations("sink/pager", 3)));
        assertThat(driver.told()).containsExactly("0: RESOLVED OP004 pager");
    }

    @Test
    void lostInputIsToldThoughItIsOnNoReportAndARepeatOfItIsNot() {
        driver.send(TOPICS.violations(), Verdicts.lost(1));
        driver.send(TOPICS.violations(), Verdicts.lost(1));
        driver.send(TOPICS.violations(), Verdicts.lost(2));

        assertThat(driver.told()).containsExactly("1: OPENED SC002");
        assertThat(driver.episodes())
                .last()
                .satisfies(episode -> assertThat(episode.span().violating()).isEqualTo(2));
    }

    @Test
    void commandsTakeEffectAndAreNeverAnEditOfTheEpisode() {
        driver.window(0, MAJOR, "age");
        driver.pass(SETTLED);
        Episode open = driver.episodes().get(0);
        assertThat(driver.told()).hasSize(1);

        driver.say(open, new Command.Snooze(Long.MAX_VALUE, new Handling.Note("ada", "known", 1)));
        driver.window(1, SeverityLevel.CRITICAL, "age");

        List<Episode> changed = driver.episodes();
        assertThat(driver.told()).isEmpty();
        assertThat(changed.get(0).handling()).isInstanceOf(Handling.Snoozed.class);
        assertThat(changed.get(1).isKeptBack()).isTrue();
        driver.say(open, new Command.Release(new Handling.Note("ada", "", 2)));
        driver.window(2, SeverityLevel.CRITICAL, "age");
        assertThat(driver.told()).containsExactly("2: REMINDED DR002 age");
    }

    @Test
    void commandOnAnEpisodeThatIsNotOpenChangesNothing() {
        driver.window(0, MAJOR, "age");
        driver.pass(SETTLED);
        Episode open = driver.episodes().get(0);
        driver.window(1, MAJOR);
        driver.window(2, MAJOR);
        driver.episodes();

        driver.say(open, new Command.Accept(new Handling.Note("ada", "", 1)));

        assertThat(driver.episodes()).isEmpty();
    }

    @Test
    void recordThatCannotBeReadIsCountedAndTheOthersGoOn() {
        driver.sendBytes(TOPICS.reports(), "nonsense".getBytes(StandardCharsets.UTF_8));
        driver.window(0, MAJOR, "age");
        driver.pass(SETTLED);

        assertThat(driver.unreadable()).isEqualTo(1);
        assertThat(driver.told()).hasSize(1);
    }

    @Test
    void policyAndContactAreThoseOfTheEndpoint() {
        EndpointAlerts.One own =
                new EndpointAlerts.One(new EpisodePolicy(2, 1, 1), new Contact("team", "https://x.example"));
        try (AlertsDriver other =
                new AlertsDriver(new EndpointAlerts(Map.of("churn", own), EndpointAlerts.DEFAULT.others()))) {
            other.window(0, MAJOR, "age");
            other.pass(SETTLED);
            assertThat(other.told()).isEmpty();
            assertThat(other.episodes()).as("nobody knows of what is pending").isEmpty();
            other.window(1, MAJOR, "age");
            other.window(2, MAJOR);
            assertThat(other.told()).containsExactly("1: OPENED DR002 age", "2: RESOLVED DR002 age");
        }
    }

    private static OperationReport operations(String watch, int number, String... codes) {
        List<Finding> findings = new ArrayList<>();
        for (String code : codes) {
            findings.add(new Finding(code, "pager", "undelivered", 3, 0, Severity.MAJOR, "3 messages were given up"));
        }
        return new OperationReport("churn", watch, number * 60_000L, (number + 1) * 60_000L, findings);
    }
}
