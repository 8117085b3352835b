package io.tidemark.replay;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The files of labels below a folder: {@code *.jsonl}, {@code *.json}, {@code *.csv} and their {@code .gz} and
 * {@code .zst} forms, at any depth, and such files inside {@code *.zip}. Hidden files and folders are passed over; links
 * inside the folder are not followed.
 *
 * <p>When labels came is the hour of the folder {@code yyyy/MM/dd/HH/}, or the end of the month of a file
 * {@code yyyy-MM.jsonl}, unless the caller gives a time.
 *
 * @param root the folder or file as the caller named it
 * @param files the files in the order of the times at which they came, those without a time last, then of their names
 * @param ignored display names of what is not read and not hidden: links, and files with other endings
 */
record GroundTruthFolder(Path root, List<GroundTruthFile> files, List<String> ignored) {
    private static final Comparator<GroundTruthFile> BY_ARRIVAL =
            Comparator.comparingLong(file -> file.arrival().orElse(Long.MAX_VALUE));

    GroundTruthFolder {
        files = List.copyOf(files);
        ignored = List.copyOf(ignored);
    }

    /** Returns the size on disk of all files. */
    long bytes() {
        return files.stream().mapToLong(GroundTruthFile::bytes).sum();
    }

    /**
     * Lists the files of labels of a folder, or takes a single file whatever its ending.
     *
     * @param arrival when the labels of every file came, or null to take it from the paths
     * @param archives how much packed files may ask for
     * @throws NoSuchFileException if there is nothing at this path; the message proposes a name that is like it
     * @throws IOException if the folder cannot be listed
     */
    static GroundTruthFolder open(Path root, @Nullable Instant arrival, ArchiveLimits archives) throws IOException {
        FoundFiles found = FoundFiles.at(root, GroundTruthLayout::isGroundTruthName, archives);
        List<GroundTruthFile> files = found.files().stream()
                .map(one -> new GroundTruthFile(one.stored(), one.displayName(), one.bytes(), arrivalOf(one, arrival)))
                .sorted(BY_ARRIVAL.thenComparing(GroundTruthFile::displayName))
                .toList();
        return new GroundTruthFolder(
                root, files, found.ignored().stream().sorted().toList());
    }

    private static OptionalLong arrivalOf(FoundFiles.Found found, @Nullable Instant arrival) {
        return arrival == null ? GroundTruthLayout.arrivalMs(found.named()) : OptionalLong.of(arrival.toEpochMilli());
    }
}
