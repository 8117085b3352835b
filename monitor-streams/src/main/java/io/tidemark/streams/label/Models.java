package io.tidemark.streams.label;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.model.LabelValueReader;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.PredictionReader;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.processor.Baselines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which model answered in a window, and its readers, kept per task: a look-up in the directory is a lock that all threads
 * share, and one that finds nothing waits for the end of the topics. What was found holds until {@link #forget}.
 */
final class Models {
    private static final Logger LOG = LoggerFactory.getLogger(Models.class);

    private final ModelBaselines models;
    private final Baselines baselines;
    private final Map<Place, Optional<Model>> byPlace = new HashMap<>();
    private final Map<Readers, Model> known = new HashMap<>();

    /**
     * A model as a task uses it.
     *
     * @param baseline what it is judged by
     * @param predictions reads its predictions
     * @param labels reads its labels
     */
    record Model(ModelBaseline baseline, PredictionReader predictions, LabelValueReader labels) {}

    private record Place(String endpoint, long windowStartMs) {}

    /** Which readers: rows of requests without names take those of the data baseline, which may be another in time. */
    private record Readers(ContentHash model, ContentHash data) {}

    /**
     * @param models what models are judged by
     * @param baselines names the columns of requests whose rows have no names
     */
    Models(ModelBaselines models, Baselines baselines) {
        this.models = models;
        this.baselines = baselines;
    }

    /** Forgets which model a window has: an endpoint that had none may have one now. */
    void forget() {
        byPlace.clear();
    }

    /**
     * Returns the model of a window, or empty if its endpoint has none.
     *
     * @param window the window
     * @param appendMs append time of a record that concerns it
     */
    Optional<Model> of(WindowKey window, long appendMs) {
        return byPlace.computeIfAbsent(new Place(window.endpoint(), window.startMs()), place -> find(place, appendMs));
    }

    private Optional<Model> find(Place place, long appendMs) {
        Optional<ModelBaseline> model = models.currentModel(place.endpoint(), place.windowStartMs(), appendMs);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        Optional<Baseline> data = baselines.current(place.endpoint(), place.windowStartMs(), appendMs);
        Readers readers =
                new Readers(model.get().hash(), data.map(Baseline::hash).orElse(ContentHash.NONE));
        return Optional.of(known.computeIfAbsent(readers, r -> {
            if (data.isEmpty() && model.get().spec().inputs().columns().isEmpty()) {
                // Without it a facet known by name is not found in a CSV request: all rows stand on one side.
                LOG.warn(
                        "endpoint {} has a model baseline and no data baseline, which names the columns of CSV requests:"
                                + " facets, segments and attributions that are known by name are not found there."
                                + " Publish one: tidemark baseline TRAIN.csv --publish --endpoint {}",
                        place.endpoint(),
                        place.endpoint());
            }
            return make(model.get(), data);
        }));
    }

    private static Model make(ModelBaseline model, Optional<Baseline> data) {
        List<String> columns = data.map(Models::columns).orElse(List.of());
        return new Model(model, model.newPredictionReader(columns, List.of()), model.newLabelValueReader());
    }

    private static List<String> columns(Baseline data) {
        return data.features().stream().map(FeatureBaseline::name).toList();
    }
}
