package io.tidemark.core.model;

import java.util.List;

/**
 * The columns of requests whose rows have no names, by which a field that is known by name gets its position.
 *
 * @param names in their order; empty if they are not known
 * @param isOfModel whether they are what the model baseline remembers, not the features of a data baseline: then they hold for
 *     rows of exactly so many fields, because the table that they come from may have had others than requests do
 */
record RequestColumns(List<String> names, boolean isOfModel) {
    /** No names. */
    static final RequestColumns NONE = new RequestColumns(List.of(), false);

    /** Those of a data baseline if it names some, else what the model baseline remembers. */
    static RequestColumns of(List<String> ofData, ModelSpec spec) {
        return ofData.isEmpty() ? new RequestColumns(spec.inputs().columns(), true) : new RequestColumns(ofData, false);
    }

    RowFields.Wanted wanted(FieldRef field) {
        FieldRef placed = field.orAmong(names);
        boolean isGuarded = isOfModel && field.position() < 0;
        return isGuarded ? RowFields.ofRequest(placed, names.size()) : RowFields.ofRequest(placed);
    }
}
