package io.tidemark.app.monitor;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.ConfigSchema;
import io.tidemark.app.file.SchemaPage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the schema of a kind of configuration file. */
@Command(
        name = "schema",
        header = "Print the JSON Schema of monitor.yaml or alerts.yaml.",
        description = {"Editors complete and check a file by it. Draft 2020-12.", ""},
        footer = {
            "",
            "Examples:",
            "  tidemark schema monitor > monitor.schema.json",
            "  tidemark schema alerts > alerts.schema.json",
            "  tidemark schema --markdown > configuration.md"
        })
public final class SchemaCommand implements Callable<ExitCode> {
    private static final List<ConfigSchema> KNOWN = List.of(ConfigSchema.MONITOR, ConfigSchema.ALERTS);

    private final Console console;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "monitor or alerts.")
    private String kind = "";

    @Option(names = "--markdown", description = "Print the page of documentation on both instead.")
    private boolean asPage;

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        if (asPage) {
            console.out().print(SchemaPage.markdown());
            return ExitCode.CLEAN;
        }
        ConfigSchema schema = KNOWN.stream()
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .orElseThrow(this::unknown);
        console.out().print(schema.text());
        return ExitCode.CLEAN;
    }

    private UserError unknown() {
        List<String> names = KNOWN.stream().map(ConfigSchema::name).toList();
        return UserError.usage(Problem.of("there is no schema \"" + kind + "\"")
                .fix(Suggestions.didYouMean(kind, names).orElse("one of " + String.join(", ", names))));
    }
}
