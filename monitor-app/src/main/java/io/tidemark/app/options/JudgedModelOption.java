package io.tidemark.app.options;

import io.tidemark.core.model.ModelBaseline;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model baseline that a violation of quality, bias or attribution was judged with. */
public final class JudgedModelOption {
    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "The model baseline, for violations of quality, bias and attribution (MQ, BI, FA).")
    private @Nullable Path file;

    /** The model baseline, if the option was given. */
    public Optional<ModelBaseline> given() {
        return Optional.ofNullable(file).map(path -> new ModelFile(path).read());
    }
}
