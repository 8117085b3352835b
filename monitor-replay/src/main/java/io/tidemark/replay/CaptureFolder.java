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

/**
 * The captured files below a folder: {@code *.jsonl}, {@code *.json} and their {@code .gz} forms, at any depth. Hidden
 * files and folders are passed over; links inside the folder are not followed, so that nothing outside is read and
 * nothing is read twice.
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
     * below the folder (of a single file: the path as given) ends like that, unless {@code names} gives them.
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
            String name = String.valueOf(root.getFileName());
            return new CaptureFolder(root, List.of(captureFile(root, root, name, names)), List.of());
        }
        Listing listing = new Listing(root.toRealPath(), names);
        Files.walkFileTree(listing.realRoot, listing);
        listing.files.sort(Comparator.comparing(CaptureFile::displayName));
        listing.ignored.sort(Comparator.naturalOrder());
        return new CaptureFolder(root, listing.files, listing.ignored);
    }

    private static CaptureFile captureFile(Path path, Path named, String displayName, CaptureNames names)
            throws IOException {
        CaptureNames fromPath = CaptureLayout.namesIn(named);
        String endpoint = names.endpoint() != null ? names.endpoint() : fromPath.endpoint();
        String variant = names.variant() != null ? names.variant() : fromPath.variant();
        if (endpoint == null) {
            throw new IllegalArgumentException("The path of " + displayName + " does not tell its endpoint: it does not"
                    + " end like <endpoint>/<variant>/yyyy/MM/dd/HH/<file>. Start at the folder above the endpoint, or"
                    + " give --endpoint NAME (and --variant NAME, else " + CaptureNames.DEFAULT_VARIANT + ")");
        }
        String known = variant == null ? CaptureNames.DEFAULT_VARIANT : variant;
        return new CaptureFile(path, endpoint, known, displayName, Files.size(path));
    }

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
                files.add(captureFile(file, below, displayName, names));
            } else {
                ignored.add(displayName);
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            return String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
