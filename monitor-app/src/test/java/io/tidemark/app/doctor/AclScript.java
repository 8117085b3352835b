package io.tidemark.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** deploy/acls.sh as a dry run, and the bindings that its commands would make. */
final class AclScript {
    private AclScript() {}

    /**
     * What the script did.
     *
     * @param exitCode its exit status
     * @param bindings what it would grant, in order
     * @param err its standard error
     */
    record Outcome(int exitCode, List<AclBinding> bindings, String err) {}

    static Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script().toString(), "--dry-run"));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("acls", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        String said = Files.readString(err);
        Files.delete(err);
        List<AclBinding> bindings = new ArrayList<>();
        out.lines().forEach(line -> bindings.addAll(bindings(line)));
        return new Outcome(exitCode, bindings, said);
    }

    private static Path script() {
        Path here = Path.of("").toAbsolutePath();
        Path there = here.resolve("deploy/acls.sh");
        return Files.exists(there) ? there : here.resolveSibling("deploy").resolve("acls.sh");
    }

    private static List<AclBinding> bindings(String line) {
        String principal = "";
        PatternType pattern = PatternType.LITERAL;
        List<AclOperation> operations = new ArrayList<>();
        List<String[]> resources = new ArrayList<>();
        String[] words = line.split(" ", -1);
        for (int i = 0; i + 1 < words.length; i++) {
            switch (words[i]) {
                case "--allow-principal" -> principal = words[i + 1];
                case "--resource-pattern-type" -> pattern = PatternType.valueOf(words[i + 1].toUpperCase(Locale.ROOT));
                case "--operation" ->
                    operations.add(AclOperation.fromString(words[i + 1].replaceAll("(?<=[a-z])(?=[A-Z])", "_")));
                case "--topic", "--group", "--transactional-id" ->
                    resources.add(new String[] {words[i].substring(2), words[i + 1]});
                default -> {
                    // The tool, its address, or the value of the word before.
                }
            }
        }
        List<AclBinding> bindings = new ArrayList<>();
        for (String[] resource : resources) {
            for (AclOperation operation : operations) {
                bindings.add(new AclBinding(
                        new ResourcePattern(type(resource[0]), resource[1], pattern),
                        new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
            }
        }
        return bindings;
    }

    private static ResourceType type(String option) {
        return ResourceType.valueOf(option.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
