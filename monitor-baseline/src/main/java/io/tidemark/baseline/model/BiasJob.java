package io.tidemark.baseline.model;

import io.tidemark.baseline.Progress;
import io.tidemark.baseline.csv.BadRows;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasMetric.Stage;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.wire.json.ServiceBias;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Analyses the bias of labels, and of predictions if there are some: all metrics of the service, the flip test included, for
 * each group that is asked for against the rest. Two passes over the table, which may be larger than memory; for the flip
 * test up to {@value FlipTable#MOST_ROWS} rows are held.
 *
 * <p>A column is one of numbers or of categories as it is asked for, never by its looks, unless the plan wants the service's
 * guess. A row whose facet is missing belongs to the rest; one whose label or prediction is missing counts where only the
 * other is needed. Neighbours of the flip test that are equally near are taken in the order of the table.
 */
public final class BiasJob {
    private BiasJob() {}

    /** Runs a job without telling its progress. */
    public static BiasResult run(BiasPlan plan) throws InterruptedException {
        return run(plan, Progress.NONE);
    }

    /**
     * Runs a job.
     *
     * @throws CsvException for whatever is wrong with the input: paths, table, columns, values
     * @throws InterruptedException if the thread is interrupted; nothing was written anywhere
     */
    public static BiasResult run(BiasPlan plan, Progress progress) throws InterruptedException {
        TextRows rows = TextRows.open(plan.table());
        CsvHeader header = rows.header();
        Discovery found = discovery(plan, header);
        try {
            if (found.isWanted()) {
                rows.forEach(progress, found::take);
            }
            BiasTable table = new BiasTable(plan, header, found);
            BadRows bad = rows.forEach(progress, table::take);
            return result(plan, rows, found, table, bad);
        } catch (IllegalArgumentException e) {
            throw found.refused(String.valueOf(e.getMessage()), "check the columns and values that the command names");
        }
    }

    private static Discovery discovery(BiasPlan plan, CsvHeader header) {
        Discovery found = new Discovery(header, plan.table().missingMarkers());
        List<FieldRef> columns = new ArrayList<>(List.of(plan.label(), plan.predicted()));
        plan.sides().ignored().forEach(name -> columns.add(FieldRef.named(name)));
        columns.stream().filter(column -> !column.isNone()).forEach(column -> Fields.columnOf(column, header));
        for (FacetChoice facet : plan.sides().facets()) {
            found.wantGreatest(facet.field());
            if (facet.isEachValue()) {
                found.wantValues(facet.field());
            }
            if (plan.sides().isTypeGuessed()) {
                found.wantGuess(facet.field());
            }
        }
        if (!plan.sides().group().isNone()) {
            found.wantValues(plan.sides().group());
        }
        if (!Double.isNaN(plan.threshold()) || plan.sides().isTypeGuessed()) {
            found.wantGreatest(plan.label());
            found.wantGuess(plan.label());
        }
        return found;
    }

    private static BiasResult result(BiasPlan plan, TextRows rows, Discovery found, BiasTable table, BadRows bad) {
        List<BiasResult.Group> groups = new ArrayList<>();
        for (int i = 0; i < table.facets().size(); i++) {
            groups.add(group(plan, table, i));
        }
        List<ServiceBias.Group> written = new ArrayList<>();
        for (BiasResult.Group group : groups) {
            written.add(new ServiceBias.Group(
                    group.facet(), found.greatest(group.facet().field()), group.values()));
        }
        String label = found.nameOf(plan.label());
        String positive = table.positives().isNumeric()
                ? ServiceBias.interval(table.positives().threshold(), found.greatest(plan.label()))
                : String.join(",", plan.positives());
        return new BiasResult(
                ServiceBias.analysis(label, positive, written, !plan.predicted().isNone()),
                groups,
                table.rows(),
                rows.files(),
                table.warnings(),
                bad);
    }

    private static BiasResult.Group group(BiasPlan plan, BiasTable table, int facet) {
        FacetSides sides = table.sides(facet);
        Map<String, BiasValue> values = new TreeMap<>();
        boolean isPredicted = !plan.predicted().isNone();
        for (BiasMetric metric : BiasMetric.values()) {
            if (isPredicted || metric.stage() == Stage.PRE_TRAINING) {
                values.put(metric.wireName(), metric.of(sides));
            }
        }
        if (isPredicted) {
            table.flipTest(facet).ifPresent(value -> values.put(FlipTest.WIRE_NAME, value));
        }
        Facet named = table.facets().get(facet);
        return new BiasResult.Group(named, sides, values);
    }
}
