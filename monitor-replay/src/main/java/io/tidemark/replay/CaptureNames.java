package io.tidemark.replay;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint and variant captured files belong to, where the caller knows better than the path, and how they may be
 * had. A capture record does not name them itself.
 *
 * @param endpoint the endpoint of every file, or null to take it from the path
 * @param variant the variant of every file, or null to take it from the path, and {@link #DEFAULT_VARIANT} where the
 *     path has none
 * @param objects the folder that stands for the object store of batch transforms, or null if that is the folder of
 *     captures
 * @param archives how much packed files may ask for
 */
public record CaptureNames(
        @Nullable String endpoint,
        @Nullable String variant,
        @Nullable Path objects,
        ArchiveLimits archives) {
    /** The variant's name when nobody gave one. */
    public static final String DEFAULT_VARIANT = "AllTraffic";

    /** Takes both from the path. */
    public static final CaptureNames FROM_PATH = new CaptureNames(null, null);

    public CaptureNames {
        requireName("endpoint", endpoint);
        requireName("variant", variant);
    }

    /** Names where no other folder stands for the object store. */
    public CaptureNames(@Nullable String endpoint, @Nullable String variant) {
        this(endpoint, variant, null, ArchiveLimits.DEFAULT);
    }

    /** Returns these names with a folder that stands for the object store: the manifests' names lead into it. */
    public CaptureNames withObjects(@Nullable Path folder) {
        return new CaptureNames(endpoint, variant, folder, archives);
    }

    /** Returns these names with other limits of packed files. */
    public CaptureNames withArchives(ArchiveLimits limits) {
        return new CaptureNames(endpoint, variant, objects, limits);
    }

    private static void requireName(String what, @Nullable String name) {
        if (name != null && name.isBlank()) {
            throw new IllegalArgumentException(what + " = '" + name + "' is blank");
        }
    }
}
