package io.tidemark.app.file;

import io.tidemark.app.config.Settings;
import io.tidemark.app.console.ShellWord;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.quality.ModelConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The monitor as a file. What options or the environment say outranks it. */
public final class MonitorFileOption {
    @Option(
            names = {"-f", Settings.MONITOR_FILE},
            paramLabel = "FILE",
            description = "The monitor as a file: monitor.yaml, or a folder of them. Options outrank it.")
    private List<Path> paths = List.of();

    /** Whether a file was named. */
    public boolean isGiven() {
        return !paths.isEmpty();
    }

    /**
     * The monitor, if a file was named; several end the command.
     *
     * @param command as the problem names it
     */
    public Optional<MonitorFile> monitor(String command) {
        return MonitorFiles.only(monitors(), command);
    }

    /** All monitors that were named. */
    public List<MonitorFile> monitors() {
        return MonitorFiles.read(paths);
    }

    /** How input is monitored: what a file says, else the default. */
    public static MonitorConfig config(Optional<MonitorFile> file) {
        return file.map(MonitorFile::config).orElse(MonitorConfig.defaults());
    }

    /** How models are judged: what a file says, else the default. */
    public static ModelConfig model(Optional<MonitorFile> file) {
        return file.map(MonitorFile::model).orElse(ModelConfig.defaults());
    }

    /** The option as it has to be typed again, with a space before it; empty if it was not given. */
    public String again() {
        return paths.stream().map(path -> " -f " + ShellWord.quoted(path)).collect(Collectors.joining());
    }
}
