package io.tidemark.app.options;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.console.UserError;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.replay.ModelPlan;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model that is judged beside its input, and the labels that it is judged by. */
public final class ModelOptions {
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

    /** The model as it has to be typed again, with a space before it; empty if none was given. */
    public String again() {
        return model == null ? "" : " --model " + ShellWord.quoted(model);
    }

    /** How to judge the model, if one was given; labels or rules without one are a wrong command line. */
    public Optional<ModelPlan> plan() {
        return plan(ModelConfig.defaults());
    }

    /** As {@link #plan()}, with the labels and rules of a monitor's file where no option says otherwise. */
    public Optional<ModelPlan> plan(ModelConfig base) {
        return plan(base, Optional.empty());
    }

    /** Whether the model is a file. */
    public boolean hasFile() {
        return model != null;
    }

    private boolean hasLabels() {
        return groundTruth.isGiven() || labels.isGiven() || mostMib != null;
    }

    /**
     * As {@link #plan(ModelConfig)}, with the model that is judged where labels are given and no file is.
     *
     * @param base labels and rules where no option says otherwise
     * @param published the model baseline that was published, if there is one
     */
    public Optional<ModelPlan> plan(ModelConfig base, Optional<ModelBaseline> published) {
        Path file = model;
        if (file == null && published.isPresent() && hasLabels()) {
            return Optional.of(planOf(published.get(), base));
        }
        if (file == null) {
            if (hasLabels()) {
                throw UserError.usage(Problem.of("labels without a model")
                        .because("a label says whether an answer was right, so the model's baseline is needed")
                        .fix("add --model FILE")
                        .fix(ModelFile.MAKE_ONE));
            }
            return Optional.empty();
        }
        return Optional.of(planOf(new ModelFile(file).read(), base));
    }

    private ModelPlan planOf(ModelBaseline judge, ModelConfig base) {
        Long most = mostMib;
        if (most != null && (most < 1 || most > Integer.MAX_VALUE)) {
            throw UserError.usage(Problem.of("--label-memory " + most + " is not at least 1"));
        }
        ModelPlan plan = ModelPlan.of(judge, labels.config(base));
        plan = most == null ? plan : plan.withMostBytes(most << 20);
        Optional<Path> folder = groundTruth.folder();
        return folder.isEmpty() ? plan : plan.withGroundTruth(folder.get(), groundTruth.arrival());
    }
}
