package io.tidemark.replay;

/** A file that was found in a folder of captures or of labels. */
public sealed interface SourceFile permits CaptureFile, GroundTruthFile {
    /** Its path below the folder, with {@code /} on every system; names the file wherever a line of it is named. */
    String displayName();

    /** Its size on disk. */
    long bytes();

    /** Returns {@code name:line}, the way to point at a record. */
    default String at(long line) {
        return displayName() + ":" + line;
    }
}
