package io.tidemark.replay;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The captured files below a folder: {@code *.jsonl}, {@code *.json} and their {@code .gz} and {@code .zst} forms, at
 * any depth, and such files inside {@code *.zip}. Hidden files and folders are passed over; links inside the folder are not
 * followed, so that nothing outside is read and nothing is read twice.
 *
 * @param root the folder or file as the caller named it
 * @param files the files in the order of their display names
 * @param ignored display names of what is not read and not hidden: links, and files with other endings
 */
public record CaptureFolder(Path root, List<CaptureFile> files, List<String> ignored) {
    public CaptureFolder {
        files = List.copyOf(files);
        ignored = List.copyOf(ignored);
    }

    /** Returns the size on disk of all files. */
    public long bytes() {
        return files.stream().mapToLong(CaptureFile::bytes).sum();
    }

    /**
     * Lists the captured files of a folder, or takes a single file whatever its ending.
     *
     * <p>Endpoint and variant come from the layout {@code <endpoint>/<variant>/yyyy/MM/dd/HH/<file>} where the path
     * below the folder (of a single file: the path as given; of a single
     * zip file: the paths in it) ends like that, unless {@code names} gives them.
     *
     * @throws IllegalArgumentException if a file's endpoint is neither in its path nor given
     * @throws NoSuchFileException if there is nothing at this path; the message proposes a name that is like it
     * @throws IOException if the folder cannot be listed
     */
    public static CaptureFolder open(Path root, CaptureNames names) throws IOException {
        if (!Files.exists(root)) {
            throw new NoSuchFileException(root.toString(), null, PathSuggestion.of(root));
        }
        if (Files.isRegularFile(root)) {
            return single(root, names);
        }
        Listing listing = new Listing(root.toRealPath(), names);
        Files.walkFileTree(listing.realRoot, listing);
        return listing.sorted(root);
    }

    private static CaptureFolder single(Path root, CaptureNames names) throws IOException {
        String name = String.valueOf(root.getFileName());
        Listing listing = new Listing(root.toRealPath(), names);
        if (CaptureLayout.isArchiveName(name)) {
            listing.addEntries(listing.realRoot, Path.of(name), name);
        } else {
            listing.add(new Found(listing.realRoot, null, Files.size(root)), root, name);
        }
        return listing.sorted(root);
    }

    /** Where the bytes are: in a file, or in an entry of a zip file. */
    private record Found(Path path, @Nullable ZippedFile entry, long bytes) {}

    private static final class Listing extends SimpleFileVisitor<Path> {
        private final Path realRoot;
        private final CaptureNames names;
        private final List<CaptureFile> files = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();

        Listing(Path realRoot, CaptureNames names) {
            this.realRoot = realRoot;
            this.names = names;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(realRoot) && isHidden(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            Path below = realRoot.relativize(file);
            String displayName = CaptureLayout.withSlashes(below);
            if (attributes.isRegularFile() && CaptureLayout.isCaptureName(displayName)) {
                add(new Found(file, null, attributes.size()), below, displayName);
            } else if (attributes.isRegularFile() && CaptureLayout.isArchiveName(displayName)) {
                addEntries(file, below, displayName);
            } else {
                ignored.add(displayName);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Takes the entries of a zip file as if they lay in the folder of the archive. */
        void addEntries(Path archive, Path named, String displayName) throws IOException {
            for (ZippedFile entry : ZipDirectory.filesOf(archive, ArchiveLimits.DEFAULT)) {
                String entryName = displayName + "!/" + entry.name();
                if (CaptureLayout.isCaptureName(entry.name()) && !isHidden(entry.name())) {
                    Found found = new Found(archive, entry, entry.sizes().packed());
                    add(found, named.resolveSibling(entry.name()), entryName);
                } else if (!isHidden(entry.name())) {
                    ignored.add(entryName);
                }
            }
        }

        void add(Found found, Path named, String displayName) {
            CaptureNames fromPath = CaptureLayout.namesIn(named);
            String endpoint = names.endpoint() != null ? names.endpoint() : fromPath.endpoint();
            String variant = names.variant() != null ? names.variant() : fromPath.variant();
            if (endpoint == null) {
                throw new IllegalArgumentException("The path of " + displayName + " does not tell its endpoint: it does"
                        + " not end like <endpoint>/<variant>/yyyy/MM/dd/HH/<file>. Start at the folder above the"
                        + " endpoint, or give --endpoint NAME (and --variant NAME, else "
                        + CaptureNames.DEFAULT_VARIANT + ")");
            }
            String known = variant == null ? CaptureNames.DEFAULT_VARIANT : variant;
            CaptureFile.Inside inside = new CaptureFile.Inside(CaptureLayout.hourMs(named), found.entry());
            files.add(new CaptureFile(found.path(), endpoint, known, displayName, found.bytes(), inside));
        }

        CaptureFolder sorted(Path root) {
            files.sort(Comparator.comparing(CaptureFile::displayName));
            ignored.sort(Comparator.naturalOrder());
            return new CaptureFolder(root, files, ignored);
        }

        private static boolean isHidden(String entryName) {
            return entryName.startsWith(".") || entryName.contains("/.");
        }

        private static boolean isHidden(Path path) {
            return String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
