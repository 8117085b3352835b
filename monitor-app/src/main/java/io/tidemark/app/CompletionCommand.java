package io.tidemark.app;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options in the user's shell. */
@Command(
        name = "completion",
        header = "Print a shell completion script.",
        footer = {
            "",
            "Examples:",
            "  tidemark completion bash > ~/.tidemark-completion && . ~/.tidemark-completion",
            "  tidemark completion zsh >> ~/.zshrc",
            "  tidemark completion fish > ~/.config/fish/completions/tidemark.fish"
        })
final class CompletionCommand implements Callable<ExitCode> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        if (shell == Shell.FISH) {
            console.out().print(new FishCompletion().script(spec.root().commandLine()));
            return ExitCode.CLEAN;
        }
        if (shell == Shell.ZSH) {
            console.out().println("autoload -U +X compinit && compinit && autoload -U +X bashcompinit && bashcompinit");
        }
        console.out().print(AutoComplete.bash("tidemark", spec.root().commandLine()));
        return ExitCode.CLEAN;
    }

    /** The shells that have a script. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }
}
