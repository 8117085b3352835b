package io.tidemark.core.retrain;

import io.tidemark.core.evaluation.Severity;

/** What is a reason to train a model again. */
public sealed interface RetrainRule {

    /** Returns the rule's name in the configuration; unique for an endpoint. */
    String name();

    /**
     * A quality figure of final windows is worse than a limit, several windows in a row.
     *
     * @param name of the rule
     * @param metric as reports call it, for example {@code auc}
     * @param limit compared with
     * @param isWorseBelow whether small is bad; errors such as {@code rmse} are bad when large
     * @param windows how many in a row, at least 1
     */
    record Quality(String name, String metric, double limit, boolean isWorseBelow, int windows) implements RetrainRule {
        public Quality {
            requireWindows(windows);
            if (!Double.isFinite(limit)) {
                throw new IllegalArgumentException("limit = " + limit + " is not a finite number");
            }
        }

        /** Returns whether a figure is worse than the limit; an undefined one is not. */
        boolean isMet(double value) {
            return isWorseBelow ? value < limit : value > limit;
        }
    }

    /**
     * Windows with a drift of at least this severity, several in a row.
     *
     * @param name of the rule
     * @param from the least severity
     * @param windows how many in a row, at least 1
     */
    record Drift(String name, Severity from, int windows) implements RetrainRule {
        public Drift {
            requireWindows(windows);
        }
    }

    /**
     * As many new labels as a training needs.
     *
     * @param name of the rule
     * @param labels labelled rows of final windows since the last event of this rule, at least 1
     */
    record Labels(String name, long labels) implements RetrainRule {
        public Labels {
            if (labels < 1) {
                throw new IllegalArgumentException("labels = " + labels + " is not at least 1");
            }
        }
    }

    private static void requireWindows(int windows) {
        if (windows < 1) {
            throw new IllegalArgumentException("windows = " + windows + " is not at least 1");
        }
    }
}
