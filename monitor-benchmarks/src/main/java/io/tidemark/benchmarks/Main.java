package io.tidemark.benchmarks;

import io.tidemark.benchmarks.audit.AuditBenchmark;
import io.tidemark.benchmarks.topology.TopologyBenchmark;
import java.util.Arrays;

/**
 * Runs the benchmarks: {@code topology} and its options the whole drift application on an embedded broker,
 * {@code audit} an audit of generated files, anything else JMH with these arguments (a regular expression for names of
 * benchmarks, {@code -h} for help).
 */
public final class Main {
    private static final String TOPOLOGY = "topology";
    private static final String AUDIT = "audit";

    private Main() {}

    /** Runs what the arguments name. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals(TOPOLOGY)) {
            TopologyBenchmark.main(Arrays.copyOfRange(args, 1, args.length));
        } else if (args.length > 0 && args[0].equals(AUDIT)) {
            AuditBenchmark.main(Arrays.copyOfRange(args, 1, args.length));
        } else {
            org.openjdk.jmh.Main.main(args);
        }
    }
}
