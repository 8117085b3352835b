package io.tidemark.benchmarks.topology;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a figure was measured on. */
final class Machine {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** CPU time of this JVM so far, all threads. */
    long cpuNanos() {
        return system.getProcessCpuTime();
    }

    /** The system's load average of the last minute. */
    String load() {
        return String.format(Locale.ROOT, "load %.1f", system.getSystemLoadAverage());
    }

    /** Cores, JDK, heap and load in one line. */
    String describe() {
        return String.format(
                Locale.ROOT,
                "%d cores, JDK %s, %s %s, heap %d MiB, %s",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                system.getName(),
                system.getArch(),
                Runtime.getRuntime().maxMemory() >> 20,
                load());
    }
}
