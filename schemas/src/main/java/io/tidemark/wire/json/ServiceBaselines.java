package io.tidemark.wire.json;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.ServiceFiles;
import io.tidemark.core.service.BaselineExport;
import io.tidemark.core.service.BaselineImport;
import io.tidemark.core.service.ConstraintSuggestion;
import io.tidemark.core.service.ServiceBaseline;
import io.tidemark.core.service.ServiceConstraints;
import io.tidemark.core.service.ServiceStatistics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between baselines of ours and the two files that the service keeps as one. */
public final class ServiceBaselines {
    private ServiceBaselines() {}

    /**
     * Makes a baseline from the service's files and keeps them in it, word for word.
     *
     * @param files both files
     * @param names how messages call them
     * @param label the column that the model predicts, or null
     * @throws UnreadableServiceFileException if a file is not what it should be
     * @throws IllegalArgumentException if what the files say does not agree
     */
    public static Baseline read(ServiceFiles files, ServiceFiles names, @Nullable String label) {
        return BaselineImport.of(statistics(files, names), constraints(files, names), label)
                .withServiceFiles(files);
    }

    /** Returns what windows are checked against: the files of an imported baseline, else what its grids say. */
    public static ServiceBaseline of(Baseline baseline) {
        return baseline.serviceFiles()
                .map(files -> of(files, nameOf(baseline)))
                .orElseGet(() -> BaselineExport.serviceBaseline(baseline));
    }

    /** Returns what windows are checked against by these files. */
    public static ServiceBaseline of(ServiceFiles files, ServiceFiles names) {
        return new ServiceBaseline(statistics(files, names), constraints(files, names), List.of(), true);
    }

    /** Returns the files of a baseline: those it was made from, else new ones from its grids, the label first. */
    public static ServiceFiles export(Baseline baseline) {
        return baseline.serviceFiles().orElseGet(() -> {
            ServiceStatistics statistics = BaselineExport.statistics(baseline, true);
            return files(statistics, ConstraintSuggestion.of(statistics));
        });
    }

    /** Returns both files as texts. */
    public static ServiceFiles files(ServiceStatistics statistics, ServiceConstraints constraints) {
        try {
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            StatisticsJson.write(statistics, first);
            ByteArrayOutputStream second = new ByteArrayOutputStream();
            ConstraintsJson.write(constraints, second);
            return new ServiceFiles(first.toString(StandardCharsets.UTF_8), second.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a writer in memory cannot fail", e);
        }
    }

    private static ServiceFiles nameOf(Baseline baseline) {
        String name = "baseline " + baseline.hash().brief();
        return new ServiceFiles("statistics in " + name, "constraints in " + name);
    }

    private static ServiceStatistics statistics(ServiceFiles files, ServiceFiles names) {
        try {
            return StatisticsJson.read(stream(files.statistics()), names.statistics());
        } catch (IOException e) {
            throw new UncheckedIOException("a reader in memory cannot fail", e);
        }
    }

    private static ServiceConstraints constraints(ServiceFiles files, ServiceFiles names) {
        try {
            return ConstraintsJson.read(stream(files.constraints()), names.constraints());
        } catch (IOException e) {
            throw new UncheckedIOException("a reader in memory cannot fail", e);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
