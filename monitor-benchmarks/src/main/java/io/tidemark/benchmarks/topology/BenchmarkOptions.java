package io.tidemark.benchmarks.topology;

import java.time.Duration;
import java.util.List;

/**
 * What is run, from {@code --name=value} arguments.
 *
 * @param records records of the prefilled topic, at least 2
 * @param rounds how often every case runs and counts, in turn, after one round that does not count; at least 1
 * @param commits commit intervals, each a table of its own
 * @param latencySeconds how long paced traffic runs for the last part; 0 leaves it out
 * @param latencyRate records a second of that traffic
 */
record BenchmarkOptions(int records, int rounds, List<Duration> commits, int latencySeconds, int latencyRate) {
    static final String USAGE = """
            topology [--records=500000] [--rounds=3] [--commit-ms=100,1000] [--latency-s=0] [--latency-rate=20000]
            """;

    BenchmarkOptions {
        requireAtLeast("records", records, 2);
        requireAtLeast("rounds", rounds, 1);
        requireAtLeast("latency-s", latencySeconds, 0);
        requireAtLeast("latency-rate", latencyRate, 1);
        commits = List.copyOf(commits);
    }

    static BenchmarkOptions defaults() {
        return new BenchmarkOptions(500_000, 3, List.of(Duration.ofMillis(100), Duration.ofSeconds(1)), 0, 20_000);
    }

    /**
     * Reads arguments over the defaults.
     *
     * @throws IllegalArgumentException for an unknown name or a value that is no number in range
     */
    static BenchmarkOptions parse(String... args) {
        BenchmarkOptions options = defaults();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("argument " + arg + " is not --name=value; usage: " + USAGE);
            }
            options = options.with(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return options;
    }

    private BenchmarkOptions with(String name, String value) {
        return switch (name) {
            case "--records" -> new BenchmarkOptions(number(value), rounds, commits, latencySeconds, latencyRate);
            case "--rounds" -> new BenchmarkOptions(records, number(value), commits, latencySeconds, latencyRate);
            case "--commit-ms" -> new BenchmarkOptions(records, rounds, durations(value), latencySeconds, latencyRate);
            case "--latency-s" -> new BenchmarkOptions(records, rounds, commits, number(value), latencyRate);
            case "--latency-rate" -> new BenchmarkOptions(records, rounds, commits, latencySeconds, number(value));
            default -> throw new IllegalArgumentException("unknown argument " + name + "; usage: " + USAGE);
        };
    }

    private static List<Duration> durations(String value) {
        return List.of(value.split(",", -1)).stream()
                .map(text -> Duration.ofMillis(number(text)))
                .toList();
    }

    private static int number(String value) {
        return Integer.parseInt(value);
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " = " + value + " is not at least " + least);
        }
    }
}
