package io.tidemark.app.schedule;

import io.tidemark.core.feature.FeatureType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be done when a schedule is due. */
sealed interface Task {
    /** The word for it in tables. */
    String kind();

    /** Whether it can be done without Kafka. */
    boolean needsKafka();

    /**
     * Judge captured files.
     *
     * @param captures folder of captured files, or one file
     * @param variant of all files, if their paths do not tell
     * @param out folder that gets a folder for each audit
     * @param baseline the baseline's file; empty for what was published
     * @param asOf event time whose published baseline judges, or {@code window}
     * @param model the model baseline's file
     * @param groundTruth folder of labels, or one file
     * @param failOn from which severity on violations count
     */
    record AuditTask(
            Path captures,
            Optional<String> variant,
            Path out,
            Optional<Path> baseline,
            String asOf,
            Optional<Path> model,
            Optional<Path> groundTruth,
            String failOn)
            implements Task {
        @Override
        public String kind() {
            return "audit";
        }

        @Override
        public boolean needsKafka() {
            return baseline.isEmpty();
        }
    }

    /**
     * Make a baseline and propose it.
     *
     * @param source training files, or captures
     * @param table how the columns are taken
     * @param policy who decides
     * @param limit largest sure change that is approved without being asked, in [0, 1]
     */
    record BaselineTask(Source source, Table table, Policy policy, double limit) implements Task {
        @Override
        public String kind() {
            return "baseline";
        }

        @Override
        public boolean needsKafka() {
            return true;
        }
    }

    /** What a baseline is made from. */
    sealed interface Source {}

    /**
     * Training data.
     *
     * @param paths files and folders of one table, at least one
     */
    record Training(List<Path> paths) implements Source {
        public Training {
            paths = List.copyOf(paths);
        }
    }

    /**
     * A clean stretch of captured traffic.
     *
     * @param folder of captured files
     * @param windows how many windows without an alarm are to be learned from, at least 1
     */
    record Captures(Path folder, int windows) implements Source {}

    /**
     * How the columns of a table are taken, as by the options of {@code tidemark baseline}.
     *
     * @param label the column that the model predicts
     * @param ignored columns that are left out
     * @param missing texts that stand for a missing value
     * @param types columns whose type is set
     * @param maxBadRows rows that may be left out
     */
    record Table(
            Optional<String> label,
            List<String> ignored,
            List<String> missing,
            Map<String, FeatureType> types,
            long maxBadRows) {
        public Table {
            ignored = List.copyOf(ignored);
            missing = List.copyOf(missing);
            types = Map.copyOf(types);
        }
    }

    /** Who decides on a proposal. */
    enum Policy {
        /** Somebody. */
        APPROVE,
        /** Nobody, if no episode is open and the change is small. */
        AUTO
    }
}
