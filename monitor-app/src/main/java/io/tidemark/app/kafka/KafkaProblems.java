package io.tidemark.app.kafka;

import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What Kafka's clients throw, as the user sees it. */
public final class KafkaProblems {
    private KafkaProblems() {}

    /** The error that ends the command: 2 if settings or permissions are wrong, 4 if Kafka does not answer. */
    public static UserError of(KafkaException failure, KafkaClient client) {
        Throwable cause = rootKafkaCause(failure);
        String why = reason(cause);
        if (cause instanceof AuthenticationException) {
            return new UserError(
                    ExitCode.UNREACHABLE,
                    Problem.of("Kafka refuses this client")
                            .at(client.bootstrap())
                            .because(why)
                            .fix("correct security.protocol and sasl.* or ssl.* in the file of --kafka"));
        }
        if (cause instanceof AuthorizationException) {
            return UserError.usage(Problem.of("Kafka does not allow this")
                    .at(client.bootstrap())
                    .because(why)
                    .fix("grant this client the right, or use another client's settings with --kafka FILE"));
        }
        if (cause instanceof ConfigException) {
            return UserError.usage(
                    Problem.of("the Kafka settings cannot be used").because(why));
        }
        return unreachable(client, cause instanceof TimeoutException ? "no answer in time: " + why : why);
    }

    /** Nobody answers. */
    public static UserError unreachable(KafkaClient client, String why) {
        return new UserError(
                ExitCode.UNREACHABLE,
                Problem.of("Kafka does not answer")
                        .at(client.bootstrap())
                        .because(why)
                        .fix("start Kafka, or correct --bootstrap HOST:PORT"));
    }

    /** The innermost cause that Kafka named, which says most. */
    private static Throwable rootKafkaCause(KafkaException failure) {
        Throwable root = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException) {
                root = cause;
            }
        }
        return root;
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
