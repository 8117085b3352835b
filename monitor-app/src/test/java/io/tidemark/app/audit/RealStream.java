package io.tidemark.app.audit;

import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelledRowReader;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The streams of the real data that have labels: what their models answer, and what their labels say by themselves. */
public enum RealStream {
    ADULT("adult", "income", Duration.ofHours(1), Duration.ofDays(30)),
    CHURN("churn", "Churn?", Duration.ofHours(6), Duration.ofDays(30)),
    /** Labels of a month came at its end as far as its file says, so the horizon is a month longer. */
    BIKE("bike", "cnt", Duration.ofDays(7), Duration.ofDays(62));

    /** The environment's name of the folder of real data. */
    public static final String VARIABLE = "TIDEMARK_DATA";

    private static final Pattern LABEL =
            Pattern.compile("\"data\":\"([^\"]*)\".*\"eventMetadata\":\\{\"eventId\":\"([^\"]*)\"");

    private final String folder;
    private final String trainLabel;
    private final Duration window;
    private final Duration horizon;

    RealStream(String folder, String trainLabel, Duration window, Duration horizon) {
        this.folder = folder;
        this.trainLabel = trainLabel;
        this.window = window;
        this.horizon = horizon;
    }

    public static Path data() {
        return Path.of(System.getenv(VARIABLE));
    }

    public Path path(String name) {
        return data().resolve(folder).resolve(name);
    }

    public String trainLabel() {
        return trainLabel;
    }

    public Duration window() {
        return window;
    }

    public Duration horizon() {
        return horizon;
    }

    /** The live records with their final labels. */
    RealTable flat() throws IOException {
        return RealTable.read(path("live_flat.csv.gz"));
    }

    ModelSpec spec() {
        return switch (this) {
            case ADULT ->
                ModelSpec.binary(
                                new FieldRef("predicted_label", 0),
                                new FieldRef("score", 1),
                                ModelSpec.DEFAULT_THRESHOLD,
                                List.of("0", "1"))
                        .withFacets(List.of(
                                Facet.ofValues("sex", List.of("Female")),
                                Facet.ofValues("race", List.of("Black")),
                                Facet.above("age", 40)));
            case CHURN ->
                ModelSpec.binary(
                        FieldRef.NONE, new FieldRef("score", 0), ModelSpec.DEFAULT_THRESHOLD, List.of("0", "1"));
            case BIKE -> ModelSpec.regression(new FieldRef("prediction", 0));
        };
    }

    /** Learnt from predictions for the training rows; without such, from the first live records, which are clean. */
    public ModelBaseline model() throws IOException {
        return switch (this) {
            case ADULT ->
                learn(RealTable.read(path("baseline_predictions.csv"))
                        .renamed("probability", "score")
                        .with(RealTable.read(path("train.csv"))));
            case CHURN -> learn(flat().range(0, 1_200));
            case BIKE -> learn(flat().range(0, 2_160));
        };
    }

    private ModelBaseline learn(RealTable table) {
        LabelledRowReader reader = new LabelledRowReader(spec(), FieldRef.named("label"), List.of(), table.header());
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec(), List.of());
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

    /** The first label of every id, in the order of arrival: files by their folders, then lines. */
    Map<String, String> firstLabels() throws IOException {
        Map<String, String> first = new HashMap<>();
        for (String line : labelLines()) {
            Matcher label = LABEL.matcher(line);
            if (!label.find()) {
                throw new AssertionError(line);
            }
            first.putIfAbsent(label.group(2), label.group(1));
        }
        return first;
    }

    /** Every label record in the order of arrival. */
    List<String> labelLines() throws IOException {
        try (Stream<Path> files = Files.walk(path("groundtruth"))) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            List<String> lines = new ArrayList<>();
            for (Path file : sorted) {
                lines.addAll(RealTable.lines(file));
            }
            return lines;
        }
    }

    /** Ids of live records that no parser reads. */
    Set<String> unreadable() throws IOException {
        Set<String> ids = new HashSet<>();
        Matcher list = Pattern.compile("\"unparseable_inference_ids\":\\s*\\[([^\\]]*)\\]")
                .matcher(Files.readString(path("truth.json")));
        if (list.find()) {
            Matcher id = Pattern.compile("\"([^\"]+)\"").matcher(list.group(1));
            while (id.find()) {
                ids.add(id.group(1));
            }
        }
        return ids;
    }

    /** A number that truth.json says of the labels. */
    long told(String name) throws IOException {
        Matcher number = Pattern.compile("\"" + name + "\":\\s*([0-9]+)").matcher(Files.readString(path("truth.json")));
        if (!number.find()) {
            throw new AssertionError(name);
        }
        return Long.parseLong(number.group(1));
    }
}
