package io.tidemark.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a batch transform adds to the records it answers. */
final class BatchOutput {
    /** The answer, where it is joined with the request as an object. */
    static final String ANSWER = "SageMakerOutput";

    static final String ID = "SageMakerInferenceId";
    static final String TIME = "SageMakerInferenceTime";

    private static final Pattern COLUMN = Pattern.compile("[0-9]{1,5}");

    private BatchOutput() {}

    /**
     * What stands among the fields of a joined record and is none of the request: names, and columns of predictions.
     */
    static RowColumns besides(CaptureAttributes attributes) {
        List<String> others = new ArrayList<>(List.of(ANSWER, ID, TIME));
        for (String attribute : List.of(attributes.inference(), attributes.probability())) {
            if (COLUMN.matcher(attribute).matches()) {
                others.add(Integer.toString(Integer.parseInt(attribute)));
            }
        }
        return new RowColumns(List.of(), others);
    }
}
