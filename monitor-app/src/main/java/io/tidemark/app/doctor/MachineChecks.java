package io.tidemark.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The machine or container that the applications are to run in: this one. */
final class MachineChecks {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final long FEW_FILES = 16_384;
    private static final long LITTLE_DISK = GIB;
    private static final long SOME_DISK = 5 * GIB;

    /** What the heap may take of the memory: the stores' native memory, page cache and threads need the rest. */
    private static final double MOST_HEAP = 0.7;

    private MachineChecks() {}

    static List<Check> of(Path stateDirectory) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("java", Runtime.version() + " " + System.getProperty("java.vendor", "")));
        checks.add(files(mostFiles()));
        checks.add(memory(Runtime.getRuntime().maxMemory(), allMemory()));
        checks.add(state(stateDirectory));
        return checks;
    }

    private static OptionalLong mostFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? OptionalLong.of(unix.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    private static long allMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }

    static Check files(OptionalLong most) {
        if (most.isEmpty()) {
            return Check.ok("open files", "this system does not say how many");
        }
        return most.getAsLong() >= FEW_FILES
                ? Check.ok("open files", "at most " + most.getAsLong())
                : Check.warn(
                        "open files",
                        "at most " + most.getAsLong(),
                        "each store of each partition keeps files open, and a store that gets none ends its thread",
                        "ulimit -n 65536, LimitNOFILE=65536 in systemd, or ulimits of the container");
    }

    static Check memory(long heap, long all) {
        String what = "heap up to " + heap / MIB + " MiB of " + all / MIB + " MiB";
        return heap <= all * MOST_HEAP
                ? Check.ok("memory", what)
                : Check.warn(
                        "memory",
                        what,
                        "the stores' native memory has no room: the container is killed under load",
                        String.format(
                                Locale.ROOT, "TIDEMARK_OPTS=-Xmx%dm, or more memory", (long) (all * MOST_HEAP) / MIB));
    }

    static Check state(Path directory) {
        String subject = "state";
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return Check.error(
                    subject,
                    there + " is no folder that can be written",
                    "state is kept in " + directory,
                    "choose another: --state-dir DIR");
        }
        try {
            return space(directory, Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
            return Check.warn(
                    subject, "free space of " + there + " is unknown: " + e.getMessage(), "it may end", "df -h");
        }
    }

    static Check space(Path directory, long free) {
        String what = free / MIB + " MiB free for " + directory;
        if (free >= SOME_DISK) {
            return Check.ok("state", what);
        }
        String why = "a full disk stops the application; what is committed stays safe";
        String fix = "free some, or choose another: --state-dir DIR";
        return free < LITTLE_DISK ? Check.error("state", what, why, fix) : Check.warn("state", what, why, fix);
    }
}
