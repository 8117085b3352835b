package io.tidemark.replay;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of captured records.
 *
 * @param path where it, or the zip file that holds it, or the output of a batch transform, lies
 * @param endpoint the endpoint that answered
 * @param variant the endpoint's variant
 * @param displayName its path below the folder it was found in, with {@code /} on every system; its file name if it was
 *     named itself; behind the name of a zip file and {@code !/} its path in there, behind that of a manifest the name of the object. Names the file in dead letters and
 *     in the sources of replayed records
 * @param bytes its size on disk
 * @param inside what else its place says
 */
public record CaptureFile(Path path, String endpoint, String variant, String displayName, long bytes, Inside inside)
        implements SourceFile {

    /**
     * What else a file's place says.
     *
     * @param hourMs the hour of its folder {@code yyyy/MM/dd/HH} in milliseconds since 1970, or 0 if it has none
     * @param part how its lines are had, or null if it is made of them
     * @param archives how much it may ask for if it is packed
     */
    record Inside(long hourMs, @Nullable Part part, ArchiveLimits archives) {
        static final Inside NOTHING = new Inside(0, null, ArchiveLimits.DEFAULT);
    }

    /** A file of which nothing else is known. */
    CaptureFile(Path path, String endpoint, String variant, String displayName, long bytes) {
        this(path, endpoint, variant, displayName, bytes, Inside.NOTHING);
    }

    /** The hour of the file's folder in milliseconds since 1970, or 0 if it has none. */
    long hourMs() {
        return inside.hourMs();
    }

    /** Where its lines are; of one in a zip file the unpacked ones, of a batch transform records. */
    Stored stored() {
        return new Stored(path, inside.part(), inside.archives());
    }
}
