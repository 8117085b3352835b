package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.baseline.model.FacetChoice;
import io.tidemark.baseline.model.Fields;
import io.tidemark.baseline.model.QualityPlan;
import java.util.List;
import picocli.CommandLine.Option;

/** Who is compared with whom. */
final class SideOptions {
    @Option(
            names = "--facet",
            paramLabel = "FACET",
            description = {
                "A group held against the rest: sex=Female, race=Black,Other (together), 'age>40', or sex (each",
                "value in turn); NAME@POSITION says where captures without names hold it. May be repeated."
            })
    private List<String> facets = List.of();

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "Condition demographic disparity (CDDL, CDDPL) on the values of this column.")
    private String group = "";

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            description = "Leave a column out of the flip test (FT); may be repeated.")
    private List<String> ignored = List.of();

    @Option(
            names = "--guess-types",
            description = {
                "Take a facet's single value for a threshold where Amazon SageMaker Clarify would: columns of",
                "fractions, and of integers with many values."
            })
    private boolean guess;

    boolean hasFacets() {
        return !facets.isEmpty();
    }

    QualityPlan.Sides sides(String segment) {
        return new QualityPlan.Sides(
                facets.stream().map(SideOptions::facet).toList(),
                Fields.parse(group),
                Fields.parse(segment),
                ignored,
                guess);
    }

    private static FacetChoice facet(String text) {
        try {
            return FacetChoice.parse(text);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("--facet " + text + " is no facet")
                    .because(String.valueOf(e.getMessage()))
                    .fix("write it like sex=Female, race=Black,Other, 'age>40' or sex"));
        }
    }
}
