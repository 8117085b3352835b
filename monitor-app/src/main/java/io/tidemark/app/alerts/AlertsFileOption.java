package io.tidemark.app.alerts;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which file says where messages go. */
final class AlertsFileOption {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "Sinks and routes: alerts.yaml.")
    private Path file = Path.of("alerts.yaml");

    AlertsFile read() {
        return AlertsFile.read(file);
    }
}
