package io.tidemark.benchmarks.sample;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a figure was measured on. */
public final class Machine {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** CPU time of this JVM so far, all threads. */
    public long cpuNanos() {
        return system.getProcessCpuTime();
    }

    /** The system's load average of the last minute. */
    public String load() {
        return String.format(Locale.ROOT, "load %.1f", system.getSystemLoadAverage());
    }

    /** Cores, JDK, heap and load in one line. */
    public String describe() {
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
