package io.tidemark.core.episode;

import java.util.Comparator;
import java.util.List;

/**
 * The order in which changes are told: news before endings; among them what usually causes the rest first (lost input
 * and schema before values, values before distributions, distributions before what they do to quality and fairness),
 * then the more severe, then a fixed order.
 */
final class CauseOrder {
    static final Comparator<Change> INSTANCE = Comparator.comparingInt(CauseOrder::ending)
            .thenComparingInt(CauseOrder::distanceFromCause)
            .thenComparing(change -> change.episode().told(), Comparator.reverseOrder())
            .thenComparing(change -> change.episode().fingerprint());

    /** Rule codes by what usually comes first; a prefix stands for all that begin with it. */
    private static final List<String> CAUSES =
            List.of("SC", "OP", "DQ004", "DQ005", "DQ002", "DQ", "DR", "FA", "MQ", "BI");

    private CauseOrder() {}

    private static int ending(Change change) {
        return change.kind().isEnding() ? 2 : change.kind() == Change.Kind.BETTER ? 1 : 0;
    }

    private static int distanceFromCause(Change change) {
        String code = change.episode().fingerprint().code();
        for (int i = 0; i < CAUSES.size(); i++) {
            if (code.startsWith(CAUSES.get(i))) {
                return i;
            }
        }
        return CAUSES.size();
    }
}
