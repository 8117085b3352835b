package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.baseline.model.Fields;
import io.tidemark.baseline.model.QualityPlan;
import io.tidemark.core.model.ModelSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the model answers and where. */
final class AnswerOptions {
    @Option(names = "--label", paramLabel = "COLUMN", required = true, description = "The true answer.")
    private String label = "";

    @Option(
            names = "--predicted",
            paramLabel = "FIELD",
            description = {
                "The model's answer: a class, or the forecast of a regression. A column's name or zero-based",
                "position; NAME@POSITION says where responses without names hold it."
            })
    private String predicted = "";

    @Option(
            names = "--probability",
            paramLabel = "FIELD",
            description = "The score of the positive class; without --predicted it decides by --threshold.")
    private String probability = "";

    @Option(
            names = "--scores",
            paramLabel = "FIELD",
            split = ",",
            description = "Several classes: their scores in the order of --class, or one field that holds all.")
    private List<String> scores = List.of();

    @Option(
            names = "--problem",
            paramLabel = "KIND",
            defaultValue = "binary",
            description = "binary, multiclass or regression. Default: ${DEFAULT-VALUE}")
    private String problem = "binary";

    @Option(
            names = "--threshold",
            paramLabel = "X",
            description = "A score above it is positive; a regression's number above it is favourable. Default: 0.5")
    private @Nullable Double threshold;

    @Option(
            names = "--class",
            paramLabel = "LABEL",
            split = ",",
            description = "The classes, negative before positive; found in the table if not given.")
    private List<String> classes = List.of();

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            split = ",",
            description = "The positive class, the higher of two if not given; of several classes the favourable ones.")
    private List<String> positives = List.of();

    QualityPlan.Answers answers() {
        io.tidemark.core.model.Problem kind = kind();
        return new QualityPlan.Answers(
                kind,
                Fields.parse(label),
                Fields.parse(predicted),
                Fields.parse(probability),
                scores.stream().map(Fields::parse).toList(),
                thresholdOf(kind),
                classes,
                positives);
    }

    private double thresholdOf(io.tidemark.core.model.Problem kind) {
        if (threshold != null) {
            return threshold;
        }
        return kind == io.tidemark.core.model.Problem.BINARY ? ModelSpec.DEFAULT_THRESHOLD : Double.NaN;
    }

    private io.tidemark.core.model.Problem kind() {
        try {
            return io.tidemark.core.model.Problem.ofWireName(problem);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("--problem " + problem + " is none of binary, multiclass, regression"));
        }
    }
}
