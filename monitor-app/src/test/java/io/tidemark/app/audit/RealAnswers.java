package io.tidemark.app.audit;

import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.model.AttributionFields;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelledRowReader;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of real answers and their labels, which can be written as captures of one hour.
 *
 * @param table the rows
 * @param answer the columns that the model answers with
 * @param label the column that is known later
 * @param model what the answers are held against
 */
public record RealAnswers(RealTable table, List<String> answer, String label, ModelBaseline model) {

    /**
     * A table as files.
     *
     * @param captures one line per row
     * @param groundTruth their labels, which came by the end of the month
     * @param baseline of what the captures hold as input
     */
    public record Written(Path captures, Path groundTruth, Baseline baseline) {}

    /** Ten classes with the scores of all, held against themselves. */
    public static RealAnswers digits() throws IOException {
        RealTable digits = RealTable.read(RealStream.data().resolve("golden/digits_predictions.csv"));
        List<FieldRef> scores = IntStream.range(0, 10)
                .mapToObj(digit -> new FieldRef("p" + digit, 1 + digit))
                .toList();
        ModelSpec spec = ModelSpec.multiclass(
                new FieldRef("predicted", 0),
                FieldRef.NONE,
                scores,
                IntStream.range(0, 10).mapToObj(String::valueOf).toList());
        List<String> answer = new ArrayList<>(List.of("predicted"));
        scores.forEach(score -> answer.add(score.name()));
        return new RealAnswers(digits, answer, "label", learn(spec, "label", digits));
    }

    /** Two classes, with attributions behind the answers, held against the first 600 rows. */
    public static RealAnswers german() throws IOException {
        RealTable credits = RealTable.read(RealStream.data().resolve("german/german_with_predictions.csv"));
        RealTable phi = RealTable.read(RealStream.data().resolve("german/attributions.csv"));
        List<String> features = phi.header();
        for (String feature : features) {
            phi = phi.renamed(feature, "phi." + feature);
        }
        RealTable all = credits.with(phi);
        List<FieldRef> fields = IntStream.range(0, features.size())
                .mapToObj(i -> new FieldRef("phi." + features.get(i), 2 + i))
                .toList();
        ModelSpec spec = ModelSpec.binary(
                        new FieldRef("predicted_risk", 0),
                        new FieldRef("score", 1),
                        ModelSpec.DEFAULT_THRESHOLD,
                        List.of("0", "1"))
                .withAttributions(new AttributionFields(features, fields));
        List<String> answer = new ArrayList<>(List.of("predicted_risk", "score"));
        features.forEach(feature -> answer.add("phi." + feature));
        return new RealAnswers(all, answer, "credit_risk", learn(spec, "credit_risk", all.range(0, 600)));
    }

    /** Some of the rows, held against the same. */
    RealAnswers range(int from, int to) {
        return new RealAnswers(table.range(from, to), answer, label, model);
    }

    /** Writes captures, labels and what a baseline is learnt from into an empty folder. */
    public Written write(Path folder) throws IOException, InterruptedException {
        List<String> captures = new ArrayList<>();
        List<String> labels = new ArrayList<>(List.of("inferenceId,label"));
        for (int i = 0; i < table.rows().size(); i++) {
            List<String> row = table.rows().get(i);
            String answers = String.join(
                    ",", answer.stream().map(column -> table.get(row, column)).toList());
            captures.add("{\"captureData\":{\"endpointInput\":{\"data\":\"" + i % 7
                    + "\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"data\":\"" + answers
                    + "\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"row-" + i
                    + "\",\"inferenceTime\":\"2026-03-02T00:00:00Z\"},\"eventVersion\":\"0\"}");
            labels.add("row-" + i + "," + table.get(row, label));
        }
        Path train = Files.write(
                folder.resolve("train.csv"),
                IntStream.range(-1, 70).mapToObj(i -> i < 0 ? "x" : "" + i % 7).toList());
        return new Written(
                Files.write(folder.resolve("captures.jsonl"), captures),
                Files.write(folder.resolve("2026-03.csv"), labels),
                BaselineJob.run(BaselinePlan.of(train)).baseline());
    }

    private static ModelBaseline learn(ModelSpec spec, String label, RealTable table) {
        LabelledRowReader reader = new LabelledRowReader(spec, FieldRef.named(label), List.of(), table.header());
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of());
        for (List<String> row : table.rows()) {
            requireRead(reader.read(row), reader);
            builder.survey(reader.prediction());
        }
        for (List<String> row : table.rows()) {
            requireRead(reader.read(row), reader);
            builder.add(reader.prediction(), reader.label());
        }
        return builder.build();
    }

    private static void requireRead(boolean isRead, LabelledRowReader reader) {
        if (!isRead) {
            throw new AssertionError(reader.problem());
        }
    }
}
