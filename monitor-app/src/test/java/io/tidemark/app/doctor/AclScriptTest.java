package io.tidemark.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.wire.Topics;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What deploy/acls.sh grants is what the roles need, on every topic that the code knows. */
final class AclScriptTest {
    private final Topics topics = new Topics("team-a.");

    private static Set<String> resources(AclScript.Outcome outcome, ResourceType type) {
        return outcome.bindings().stream()
                .map(AclBinding::pattern)
                .filter(pattern -> pattern.resourceType() == type)
                .map(pattern -> (pattern.patternType() == PatternType.PREFIXED ? "prefix " : "") + pattern.name())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void roleGetsWhatItNeedsOnTopicsAndNothingElse(Role role) throws Exception {
        AclScript.Outcome outcome =
                AclScript.run("--role", role.word(), "--principal", "User:me", "--prefix", "team-a.");
        Map<String, Set<AclOperation>> granted = new TreeMap<>();
        outcome.bindings().stream()
                .filter(one -> one.pattern().resourceType() == ResourceType.TOPIC)
                .filter(one -> one.pattern().patternType() == PatternType.LITERAL)
                .forEach(
                        one -> granted.computeIfAbsent(one.pattern().name(), name -> EnumSet.noneOf(AclOperation.class))
                                .add(one.entry().operation()));
        role.needs(topics)
                .forEach((topic, needed) ->
                        assertThat(granted.get(topic)).as(topic).isEqualTo(needed));
        assertThat(outcome.bindings()).allMatch(one -> one.entry().principal().equals("User:me"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drift", "labels"})
    void applicationGetsItsGroupTransactionsAndInternalTopics(String role) throws Exception {
        AclScript.Outcome outcome = AclScript.run("--role", role, "--principal", "User:me", "--prefix", "team-a.");
        assertThat(resources(outcome, ResourceType.GROUP)).containsExactly("team-a-" + role);
        assertThat(resources(outcome, ResourceType.TRANSACTIONAL_ID)).containsExactly("prefix team-a-" + role);
        assertThat(resources(outcome, ResourceType.TOPIC)).contains("prefix team-a-" + role + "-");
    }

    @Test
    void alertsGetTheGroupsOfEverythingThatRunsBesideThem() throws Exception {
        AclScript.Outcome outcome = AclScript.run("--role", "alerts", "--principal", "User:me", "--prefix", "team-a.");
        assertThat(resources(outcome, ResourceType.GROUP))
                .containsExactlyInAnyOrder(
                        "team-a-alerts",
                        "team-a-alerts-console",
                        "team-a.health",
                        "team-a.retrain",
                        "team-a.schedules",
                        "prefix team-a.sink-",
                        "prefix team-a.retrain-");
        assertThat(resources(outcome, ResourceType.TRANSACTIONAL_ID))
                .containsExactlyInAnyOrder("prefix team-a-alerts", "prefix team-a.retrain", "prefix team-a.schedules");
        assertThat(resources(outcome, ResourceType.TOPIC)).contains("prefix team-a-alerts-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drift", "labels", "alerts", "sink", "baseline", "replay", "viewer"})
    void noRoleHoldsAWildcardOrMayChangeTheCluster(String role) throws Exception {
        AclScript.Outcome outcome = AclScript.run("--role", role, "--principal", "User:me");
        assertThat(outcome.bindings()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.pattern().name()).doesNotContain("*").isNotEmpty();
            assertThat(one.pattern().resourceType()).isNotEqualTo(ResourceType.CLUSTER);
            assertThat(one.entry().operation())
                    .isNotIn(
                            AclOperation.ALL,
                            AclOperation.ALTER,
                            AclOperation.ALTER_CONFIGS,
                            AclOperation.CLUSTER_ACTION);
        });
    }

    @Test
    void labelsOfAnApplicationWithItsOwnIdAreNamedAsRunNamesThem() throws Exception {
        assertThat(resources(
                        AclScript.run("--role", "labels", "--principal", "User:me", "--application-id", "mine"),
                        ResourceType.GROUP))
                .containsExactly("mine-labels");
    }

    @Test
    void sinkGetsItsGroupAndNoOther() throws Exception {
        assertThat(resources(
                        AclScript.run("--role", "sink", "--principal", "User:me", "--sink", "pager"),
                        ResourceType.GROUP))
                .containsExactly("tidemark.sink-pager");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--role drift",
                "--role nobody --principal User:me",
                "--principal User:me",
                "--role drift --principal User:*",
                "--role drift --principal me",
                "--role drift --principal User:me --prefix a/b",
                "--role drift --principal User:me --what x",
                "--role drift --principal"
            })
    void wrongCallGrantsNothingAndSaysWhy(String arguments) throws Exception {
        AclScript.Outcome outcome = AclScript.run(arguments.split(" ", -1));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.bindings()).isEmpty();
        assertThat(outcome.err()).startsWith("error: ").contains("fix: deploy/acls.sh --help");
    }
}
