package io.tidemark.app.options;

import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.console.UserError;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.replay.ModelPlan;
import io.tidemark.wire.json.ModelBaselineJson;
import io.tidemark.wire.json.UnreadableBaselineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model that is judged beside its input, and the labels that it is judged by. */
public final class ModelOptions {
    private static final String MAKE_ONE =
            "make one: tidemark baseline quality PREDICTIONS.csv --label LABEL --predicted PREDICTED -o model.json";

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "The model baseline that `tidemark baseline quality` wrote: judge quality, bias and"
                    + " attributions too.")
    private @Nullable Path model;

    @Mixin
    private GroundTruthOptions groundTruth = new GroundTruthOptions();

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(
            names = "--label-memory",
            paramLabel = "MIB",
            description = "Most that predictions and labels may take until they have met. Default: half of the heap")
    private @Nullable Long mostMib;

    /** How to judge the model, if one was given; labels or rules without one are a wrong command line. */
    public Optional<ModelPlan> plan() {
        Path file = model;
        if (file == null) {
            if (groundTruth.isGiven() || labels.isGiven() || mostMib != null) {
                throw UserError.usage(Problem.of("labels without a model")
                        .because("a label says whether an answer was right, so the model's baseline is needed")
                        .fix("add --model FILE")
                        .fix(MAKE_ONE));
            }
            return Optional.empty();
        }
        Long most = mostMib;
        if (most != null && (most < 1 || most > Integer.MAX_VALUE)) {
            throw UserError.usage(Problem.of("--label-memory " + most + " is not at least 1"));
        }
        ModelPlan plan = ModelPlan.of(read(file), labels.config());
        plan = most == null ? plan : plan.withMostBytes(most << 20);
        Optional<Path> folder = groundTruth.folder();
        return Optional.of(folder.isEmpty() ? plan : plan.withGroundTruth(folder.get(), groundTruth.arrival()));
    }

    /** The options of model and labels as they have to be typed again; empty if none was given. */
    public String again() {
        return (model == null ? "" : " --model " + ShellWord.quoted(model)) + groundTruth.again();
    }

    private static ModelBaseline read(Path file) {
        if (!Files.exists(file)) {
            throw UserError.usage(MissingPath.problem(file).fix(MAKE_ONE));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return ModelBaselineJson.read(in, file.toString());
        } catch (UnreadableBaselineException e) {
            throw UserError.usage(Problem.of("the model baseline cannot be used")
                    .at(file.toString())
                    .because(String.valueOf(e.getMessage()))
                    .fix(MAKE_ONE));
        } catch (IOException e) {
            throw UserError.usage(Problem.of("the model baseline cannot be read")
                    .at(file.toString())
                    .because(String.valueOf(e.getMessage())));
        }
    }
}
