package io.tidemark.benchmarks.audit;

import io.tidemark.benchmarks.sample.Figures;
import io.tidemark.benchmarks.sample.Machine;
import io.tidemark.benchmarks.sample.SampleCaptures;
import io.tidemark.benchmarks.sample.SampleTable;
import io.tidemark.benchmarks.sample.ScratchFolder;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Audits a generated folder of one endpoint and 24 hours, round after round in one process, and prints how many
 * megabytes a second of CPU judges. For profiles and for comparing two versions; a comparison with other programs is
 * one of whole processes and made outside.
 */
public final class AuditBenchmark {
    private static final int HOURS = 24;
    private static final long HOUR_MS = 3_600_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DEFAULT_RECORDS = 500_000;
    private static final int DEFAULT_ROUNDS = 5;
    private static final double MEGABYTE = 1e6;

    private AuditBenchmark() {}

    /** Runs with these arguments, number of records and of rounds, and prints to standard output. */
    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_RECORDS;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
        run(records, rounds, System.out);
    }

    static void run(int records, int rounds, PrintStream out) throws IOException, InterruptedException {
        Machine machine = new Machine();
        Baseline baseline = SampleTable.numericBaseline(SampleCaptures.FEATURES);
        double[] rates = new double[rounds];
        try (ScratchFolder folder = new ScratchFolder()) {
            long bytes = write(folder.path(), records);
            AuditPlan plan =
                    AuditPlan.of(folder.path(), baseline, MonitorConfig.defaults(), START.plusMillis(HOURS * HOUR_MS));
            for (int round = 0; round < rounds; round++) {
                long cpu = machine.cpuNanos();
                AuditResult result = Audit.run(plan);
                rates[round] = bytes / MEGABYTE / ((machine.cpuNanos() - cpu) / 1e9);
                out.printf(
                        "%,d records, %,.0f MB, %d windows, run hash %s: %.0f MB per CPU s%n",
                        records,
                        bytes / MEGABYTE,
                        result.reports().size(),
                        result.runHash().brief(),
                        rates[round]);
            }
        }
        out.printf(
                "median %.0f, best %.0f MB per CPU s; %s%n",
                Figures.median(rates), Figures.quantile(1, rates), machine.describe());
    }

    private static long write(Path folder, int records) throws IOException {
        SampleCaptures captures = new SampleCaptures(0, 1);
        long bytes = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            Path file = folder.resolve("endpoint/AllTraffic/2026/01/01/%02d/00.jsonl".formatted(hour));
            Files.createDirectories(file.getParent());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                int end = (int) ((hour + 1L) * records / HOURS);
                for (int i = (int) ((long) hour * records / HOURS); i < end; i++) {
                    long timeMs = START.toEpochMilli() + HOURS * HOUR_MS * i / records;
                    byte[] record = captures.record(i, timeMs);
                    out.write(record);
                    out.write('\n');
                    bytes += record.length + 1;
                }
            }
        }
        return bytes;
    }
}
