package io.tidemark.app.explain;

import io.tidemark.app.console.Figures;
import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.app.kafka.KafkaConnection;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.kafka.KafkaProblems;
import io.tidemark.app.kafka.TopicLookup;
import io.tidemark.app.kafka.TopicScan;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.wire.Topics;
import io.tidemark.wire.codec.ViolationCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a violation is looked for: the folder that an audit left, or Kafka's topic of violations. */
final class ViolationSource {
    private static final String FILE = "violations.ndjson";
    private static final int LEAST_DIGITS = 4;
    private static final int MOST_SHOWN = 5;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "Folder that `audit --out` wrote, or its " + FILE + "; without it Kafka is asked.")
    private @Nullable Path folder;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    /** Whether this could be an id: hexadecimal digits, perhaps after {@code V-}. */
    static boolean isId(String text) {
        return digits(text).matches("[0-9a-f]{" + LEAST_DIGITS + ",64}");
    }

    private static String digits(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("v-") ? lower.substring(2) : lower;
    }

    /** The one violation whose id begins so, in its last revision. */
    Violation find(String id) throws InterruptedException {
        String digits = digits(id);
        Map<String, Violation> found = new LinkedHashMap<>();
        for (Violation violation : folder == null ? onKafka(digits) : inFolder(folder, digits)) {
            found.merge(violation.id().hex(), violation, (old, now) -> now.revision() >= old.revision() ? now : old);
        }
        if (found.isEmpty()) {
            throw UserError.usage(Problem.of("there is no violation whose id begins with " + digits)
                    .fix(
                            folder == null
                                    ? "look in an audit's folder with --from DIR"
                                    : "list them: cut -c 1-100 " + fileIn(folder)));
        }
        if (found.size() > 1) {
            throw UserError.usage(Problem.of(
                            Figures.count(found.size(), "violation") + " have ids that begin with " + digits)
                    .fix("give more digits: "
                            + String.join(
                                    ", ",
                                    found.keySet().stream().limit(MOST_SHOWN).toList())));
        }
        return found.values().iterator().next();
    }

    private static Path fileIn(Path folder) {
        return Files.isDirectory(folder) ? folder.resolve(FILE) : folder;
    }

    private static List<Violation> inFolder(Path folder, String digits) {
        Path file = fileIn(folder);
        if (!Files.exists(file)) {
            throw UserError.usage(MissingPath.problem(file).fix("make it: tidemark audit CAPTURES -b FILE --out DIR"));
        }
        List<Violation> found = new ArrayList<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.contains("\"id\":\"" + digits)) {
                    found.add(StoredViolation.read(line));
                }
            }
        } catch (IOException e) {
            throw UserError.usage(Problem.of("the violations cannot be read")
                    .at(file + ":" + number)
                    .because(String.valueOf(e.getMessage())));
        }
        return found;
    }

    private List<Violation> onKafka(String digits) throws InterruptedException {
        if (!kafka.isGiven()) {
            throw UserError.usage(Problem.of("where is the violation?")
                    .fix("in an audit's folder: --from DIR")
                    .fix("on Kafka: --bootstrap HOST:PORT"));
        }
        KafkaClient client = kafka.client();
        Topics topics = kafka.topics();
        List<Violation> found = new ArrayList<>();
        try (KafkaConnection connection = KafkaConnection.open(client)) {
            if (!new TopicLookup(connection.admin())
                    .missing(List.of(topics.violations()))
                    .isEmpty()) {
                throw UserError.usage(
                        Problem.of("there is no topic " + topics.violations().name())
                                .fix("start the live application first: tidemark run --create-topics" + kafka.again()));
            }
            new TopicScan(client).read(topics.violations(), record -> {
                if (record.getId().startsWith(digits)) {
                    found.add(ViolationCodec.toDomain(record));
                }
            });
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
        return found;
    }
}
