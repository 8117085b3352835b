package io.tidemark.benchmarks.topology;

/**
 * One run of one case.
 *
 * @param seconds from start to the last input offset committed
 * @param cpuSeconds of the whole JVM in that time: broker, clients, compiler and collector included
 */
record Sample(double seconds, double cpuSeconds) {
    double recordsPerSecond(long records) {
        return records / seconds;
    }

    /** CPU seconds for a million records. */
    double cpuPerMillion(long records) {
        return cpuSeconds * 1e6 / records;
    }
}
