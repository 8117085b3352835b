package io.tidemark.app.doctor;

import io.tidemark.wire.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Whether this client may do what a role has to do. Without an authorizer everybody may do everything. */
final class AccessChecks {
    private final Topics topics;
    private final Role role;
    private final String subject;

    AccessChecks(Topics topics, Role role) {
        this.topics = topics;
        this.role = role;
        this.subject = "rights of " + role.word();
    }

    /** Looks at the rights on topics and, of a role that runs an application, on what that one makes for itself. */
    List<Check> of(TopicFacts.Learned learned, Admin admin, String applicationPrefix) throws InterruptedException {
        List<Check> checks = new ArrayList<>(onTopics(learned));
        Optional<String> application = role.applicationId(applicationPrefix);
        if (application.isPresent()) {
            ofApplication(admin, application.get(), checks);
        }
        return checks.isEmpty() ? List.of(Check.ok(subject, "all that the role needs")) : checks;
    }

    List<Check> onTopics(TopicFacts.Learned learned) {
        List<Check> checks = new ArrayList<>();
        role.needs(topics).forEach((topic, needed) -> {
            TopicFacts facts = learned.known().get(topic);
            Set<AclOperation> missing = EnumSet.copyOf(needed);
            missing.removeAll(facts == null ? Set.<AclOperation>of() : facts.allowed());
            if (!missing.isEmpty() && (facts != null || learned.hidden().contains(topic))) {
                checks.add(missing("no " + text(missing) + " on topic " + topic));
            }
        });
        return checks;
    }

    /** Asks for things that need exactly the right in question, and change nothing. */
    private void ofApplication(Admin admin, String id, List<Check> checks) throws InterruptedException {
        if (isRefused(
                admin.describeConsumerGroups(List.of(id)).describedGroups().get(id))) {
            checks.add(missing("no Read on group " + id));
        }
        if (isRefused(admin.describeTransactions(List.of(id + "-doctor")).description(id + "-doctor"))) {
            checks.add(missing("no Write on transactional ids that begin with " + id));
        }
        NewTopic internal = new NewTopic(id + "-doctor", Optional.of(1), Optional.empty());
        CreateTopicsOptions onlyAsked = new CreateTopicsOptions().validateOnly(true);
        if (isRefused(admin.createTopics(List.of(internal), onlyAsked).all())) {
            checks.add(missing("no Create on topics that begin with " + id + "-"));
        }
    }

    private static boolean isRefused(@Nullable KafkaFuture<?> answer) throws InterruptedException {
        if (answer == null) {
            return false;
        }
        try {
            Asked.of(answer);
            return false;
        } catch (AuthorizationException e) {
            return true;
        } catch (KafkaException e) {
            // A group or transactional id that is not there yet: one may see that it is not.
            return false;
        }
    }

    private Check missing(String what) {
        return Check.error(
                subject,
                what,
                "the broker refuses it when it is first needed",
                "deploy/acls.sh --role " + role.word() + " --principal User:NAME");
    }

    private static String text(Set<AclOperation> operations) {
        return operations.stream().map(AccessChecks::text).collect(Collectors.joining(" and "));
    }

    /** As kafka-acls.sh writes it: {@code DescribeConfigs}. */
    static String text(AclOperation operation) {
        StringBuilder text = new StringBuilder();
        for (String word : operation.name().split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
