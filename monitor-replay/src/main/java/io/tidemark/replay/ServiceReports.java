package io.tidemark.replay;

import io.tidemark.core.service.ConstraintSuggestion;
import io.tidemark.core.service.Dataset;
import io.tidemark.core.service.ServiceChecks;
import io.tidemark.core.service.ServiceProfile;
import io.tidemark.core.service.ServiceStatistics;
import io.tidemark.core.service.ServiceViolation;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.json.ConstraintViolationsJson;
import io.tidemark.wire.json.ConstraintsJson;
import io.tidemark.wire.json.StatisticsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes a folder of the service's files for each window, named by the hour in which the service would have run. */
final class ServiceReports {
    static final String STATISTICS = "statistics.json";
    static final String CONSTRAINTS = "constraints.json";
    static final String VIOLATIONS = "constraint_violations.json";
    static final String EXECUTION = "execution.json";

    static final List<String> NAMES =
            List.of(STATISTICS, CONSTRAINTS, VIOLATIONS, EXECUTION, ServiceModelReports.ANALYSIS);

    private final ServiceOutput output;
    private final ServicePlaces places;

    ServiceReports(Path folder, ServiceOutput output, Function<String, WindowSpec> specs) {
        this.output = output;
        this.places = new ServicePlaces(folder, output.schedule(), specs);
    }

    /** Writes the folders of these windows; one without rows gets its status only. */
    void write(List<WindowKey> windows, ServiceCollector collector) throws IOException {
        for (WindowKey window : windows) {
            Path place = places.make(window);
            Optional<ServiceProfile> profile = collector.profile(window);
            if (profile.isPresent()) {
                write(place, window, profile.get().dataset());
            } else {
                places.writeStatus(place, window, 0, 0);
            }
        }
    }

    private void write(Path place, WindowKey window, Dataset dataset) throws IOException {
        ServiceStatistics statistics = dataset.statistics();
        List<ServiceViolation> violations = ServiceChecks.check(output.baseline(), dataset, output.matching());
        ServicePlaces.write(place.resolve(STATISTICS), out -> StatisticsJson.write(statistics, out));
        ServicePlaces.write(
                place.resolve(CONSTRAINTS), out -> ConstraintsJson.write(ConstraintSuggestion.of(statistics), out));
        ServicePlaces.write(place.resolve(VIOLATIONS), out -> ConstraintViolationsJson.write(violations, out));
        places.writeStatus(place, window, dataset.rows(), violations.size());
    }
}
