package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.baseline.ServiceFiles;
import io.tidemark.core.model.BiasBaseline;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.wire.json.BiasAnalysis;
import io.tidemark.wire.json.BiasAnalysisJson;
import io.tidemark.wire.json.QualityConstraintsJson;
import io.tidemark.wire.json.QualityStatistics;
import io.tidemark.wire.json.QualityStatisticsJson;
import io.tidemark.wire.json.ServiceBias;
import io.tidemark.wire.json.UnreadableServiceFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The service's files of model quality and bias, to and from a model baseline. */
final class ModelServiceFiles {
    private final Console console;

    ModelServiceFiles(Console console) {
        this.console = console;
    }

    /** Reads a file. */
    @FunctionalInterface
    interface Reading<T> {
        T read(InputStream in, String name) throws IOException;
    }

    /** Returns the baseline with the limits and bias figures of these files, where they are given. */
    ModelBaseline imported(ModelBaseline own, @Nullable Path constraints, @Nullable Path analysis) {
        ModelBaseline baseline = constraints == null ? own : constrained(own, constraints);
        return analysis == null ? baseline : biased(baseline, analysis);
    }

    /** Returns both files of model quality as texts. */
    static ServiceFiles of(ModelBaseline baseline, QualityStatistics statistics) throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        QualityStatisticsJson.write(statistics, first);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        QualityConstraintsJson.write(
                new QualityConstraintsJson.Content(baseline.spec().problem(), baseline.constraints()), second);
        return new ServiceFiles(first.toString(StandardCharsets.UTF_8), second.toString(StandardCharsets.UTF_8));
    }

    /** Reads a file of the service; one that is not there or is none is a wrong command line. */
    static <T> T read(Path file, Reading<T> reading) {
        if (!Files.exists(file)) {
            throw UserError.usage(MissingPath.problem(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return reading.read(in, file.toString());
        } catch (UnreadableServiceFileException e) {
            throw UserError.usage(
                    Problem.of("the service's file cannot be used").because(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw UserError.usage(
                    Problem.of("the file cannot be read").at(file.toString()).because(String.valueOf(e.getMessage())));
        }
    }

    private static ModelBaseline constrained(ModelBaseline own, Path file) {
        QualityConstraintsJson.Content content = read(file, QualityConstraintsJson::read);
        if (content.problem() != own.spec().problem()) {
            throw UserError.usage(
                    Problem.of("the limits are of a " + content.problem().wireName() + " model, not of a "
                                    + own.spec().problem().wireName())
                            .at(file.toString())
                            .fix("name the file of this model, or set --problem"));
        }
        return own.withConstraints(content.constraints());
    }

    private ModelBaseline biased(ModelBaseline own, Path file) {
        BiasAnalysis analysis = read(file, BiasAnalysisJson::read);
        BiasBaseline figures = ServiceBias.baseline(analysis, own.spec());
        own.spec().facets().stream()
                .filter(facet -> !figures.byFacet().containsKey(facet.label()))
                .forEach(facet -> console.warn(
                        file + " has no figures of facet " + facet.label() + ": those of the table are kept"));
        return own.withBias(ServiceBias.merged(own.biasBaseline(), figures));
    }
}
