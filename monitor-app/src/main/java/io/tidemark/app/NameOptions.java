package io.tidemark.app;

import io.tidemark.replay.CaptureNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose captures they are, where the path does not tell. */
final class NameOptions {
    @Option(
            names = "--endpoint",
            paramLabel = "NAME",
            description =
                    "Endpoint of all files, if their paths do not end like" + " ENDPOINT/VARIANT/yyyy/MM/dd/HH/FILE.")
    private @Nullable String endpoint;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "Variant of all files. Default: from the path, else " + CaptureNames.DEFAULT_VARIANT)
    private @Nullable String variant;

    CaptureNames names() {
        requireNotBlank("--endpoint", endpoint);
        requireNotBlank("--variant", variant);
        return new CaptureNames(endpoint, variant);
    }

    /** The options as they have to be typed again, with a space before each; empty if none was given. */
    String again() {
        return (endpoint == null ? "" : " --endpoint " + endpoint) + (variant == null ? "" : " --variant " + variant);
    }

    private static void requireNotBlank(String option, @Nullable String name) {
        if (name != null && name.isBlank()) {
            throw UserError.usage(Problem.of(option + " is blank").fix("give a name, or leave " + option + " out"));
        }
    }
}
