package io.tidemark.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Arrays;

@AnalyzeClasses(packages = "io.tidemark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String STATS = "io.tidemark.stats..";
    private static final String CORE = "io.tidemark.core..";
    private static final String WIRE = "io.tidemark.wire..";
    private static final String BASELINE = "io.tidemark.baseline..";
    private static final String REPLAY = "io.tidemark.replay..";
    private static final String STREAMS = "io.tidemark.streams..";
    private static final String ALERTS = "io.tidemark.alerts..";
    private static final String APP = "io.tidemark.app..";

    @ArchTest
    static final ArchRule STATS_KNOWS_MATHEMATICS_ALONE = classes()
            .that()
            .resideInAPackage(STATS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    STATS,
                    "java.lang..",
                    "java.util..",
                    "java.math..",
                    "org.apache.commons..",
                    "com.dynatrace.hash4j..",
                    "org.jspecify..")
            .because("a statistic that needs files, clocks or Kafka sits in the wrong module: move that part to a"
                    + " shell");

    @ArchTest
    static final ArchRule CORE_DECIDES_AND_KNOWS_NO_SHELL = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    WIRE,
                    BASELINE,
                    REPLAY,
                    STREAMS,
                    ALERTS,
                    APP,
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "org.slf4j..",
                    "java.nio.file..",
                    "java.net..")
            .because("what decides must be testable without Kafka, files and logs: hand the values in");

    @ArchTest
    static final ArchRule PURE_MODULES_HAVE_NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that()
            .resideInAnyPackage(STATS, CORE)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.time\\.Clock|java\\.util\\.Random|java\\.util\\.concurrent\\.ThreadLocalRandom")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .because("a verdict must be the same when it is computed again: pass the time in");

    @ArchTest
    static final ArchRule WIRE_KNOWS_NO_SHELL = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASELINE, REPLAY, STREAMS, ALERTS, APP, "org.apache.kafka.streams..")
            .because("codecs and topics serve every shell alike");

    @ArchTest
    static final ArchRule BASELINE_MEETS_THE_OTHERS_ON_TOPICS = shellIsAlone(BASELINE, REPLAY, STREAMS, ALERTS);

    @ArchTest
    static final ArchRule REPLAY_MEETS_THE_OTHERS_ON_TOPICS = shellIsAlone(REPLAY, BASELINE, STREAMS, ALERTS);

    @ArchTest
    static final ArchRule STREAMS_MEETS_THE_OTHERS_ON_TOPICS = shellIsAlone(STREAMS, BASELINE, REPLAY, ALERTS);

    @ArchTest
    static final ArchRule ALERTS_MEETS_THE_OTHERS_ON_TOPICS = shellIsAlone(ALERTS, BASELINE, REPLAY, STREAMS);

    @ArchTest
    static final ArchRule ONE_CLASS_USES_KAFKA_STREAMS_INTERNALS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.tidemark.streams.store.WriteBehindStore")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..internals..")
            .because("an upgrade of Kafka may change internals: keep them in the one class that a test guards");

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES = slices().matching("io.tidemark.(**)")
            .should()
            .beFreeOfCycles()
            .because("a cycle is mended by moving a type down, not by an interface that hides it");

    private static ArchRule shellIsAlone(String shell, String... others) {
        String[] forbidden = Arrays.copyOf(others, others.length + 1);
        forbidden[others.length] = APP;
        return noClasses()
                .that()
                .resideInAPackage(shell)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because("shells never import each other: they meet on topics, so that each can run alone");
    }
}
