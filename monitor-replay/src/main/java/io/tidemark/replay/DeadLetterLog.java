package io.tidemark.replay;

import io.tidemark.core.capture.Excerpt;
import io.tidemark.core.capture.Rejection;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes dead letters from several threads and gives them back in the order of files and lines. Only the first few are
 * held in memory; all of them go to a part file for each captured file, if there is a folder for it. Thread-safe; a
 * part belongs to one thread.
 */
final class DeadLetterLog {
    private final @Nullable Path folder;
    private final boolean quotes;
    private final TreeMap<Place, DeadLetter> first = new TreeMap<>();
    private final TreeMap<Integer, Path> parts = new TreeMap<>();

    private record Place(int file, long line) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return file != other.file ? Integer.compare(file, other.file) : Long.compare(line, other.line);
        }
    }

    /**
     * @param folder where part files may lie, or null to hold the first ones only
     */
    DeadLetterLog(@Nullable Path folder) {
        this(folder, true);
    }

    /**
     * @param folder where part files may lie, or null to hold the first ones only
     * @param quotes whether letters hold an excerpt of their record
     */
    DeadLetterLog(@Nullable Path folder, boolean quotes) {
        this.folder = folder;
        this.quotes = quotes;
    }

    /** Returns the part of a file, by its position in the order of files. */
    Part part(int index, SourceFile file) {
        return new Part(index, file);
    }

    /** Returns the first dead letters. */
    synchronized List<DeadLetter> first() {
        return List.copyOf(first.values());
    }

    /** Writes all dead letters and removes the part files. */
    synchronized void moveTo(OutputStream out) throws IOException {
        for (Path part : new ArrayList<>(parts.values())) {
            Files.copy(part, out);
            Files.delete(part);
        }
        parts.clear();
    }

    private synchronized void note(Place place, DeadLetter letter) {
        first.put(place, letter);
        if (first.size() > AuditResult.DEAD_LETTERS_SHOWN) {
            first.pollLastEntry();
        }
    }

    private synchronized void noteFile(int index, Path part) {
        parts.put(index, part);
    }

    /** The dead letters of one captured file, in the order of its lines. */
    final class Part implements Closeable {
        private final int index;
        private final SourceFile file;
        private @Nullable BufferedWriter writer;

        private Part(int index, SourceFile file) {
            this.index = index;
            this.file = file;
        }

        /** Takes the line at which a reader stands. */
        void add(Rejection reason, String detail, LineReader at) throws IOException {
            String excerpt = quotes ? Excerpt.of(at.bytes(), at.from(), at.to()) : "";
            DeadLetter letter =
                    new DeadLetter(reason, file.displayName(), at.line(), detail, at.length(), at.digest(), excerpt);
            note(new Place(index, at.line()), letter);
            if (folder != null) {
                writerIn(folder).write(AuditJson.deadLetter(letter) + "\n");
            }
        }

        private BufferedWriter writerIn(Path folderOfParts) throws IOException {
            BufferedWriter open = writer;
            if (open == null) {
                Path part = folderOfParts.resolve("dead-letters." + index + ".part");
                open = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
                writer = open;
                noteFile(index, part);
            }
            return open;
        }

        @Override
        public void close() throws IOException {
            BufferedWriter open = writer;
            if (open != null) {
                open.close();
            }
        }
    }
}
