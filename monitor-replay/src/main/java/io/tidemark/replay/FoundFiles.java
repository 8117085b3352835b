package io.tidemark.replay;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files below a folder whose names are wanted, at any depth and inside {@code *.zip}. Hidden files and folders are
 * passed over, and what {@link IgnoreRules} leave out; links inside the folder are not followed, so that nothing outside is read and nothing is read twice.
 * Mutable.
 */
final class FoundFiles extends SimpleFileVisitor<Path> {
    private final Path realRoot;
    private final Predicate<String> isWanted;
    private final ArchiveLimits archives;
    private final IgnoreRules ignoreRules = new IgnoreRules();
    private final List<Found> files = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    /**
     * A file.
     *
     * @param stored where its lines are
     * @param bytes its size on disk
     * @param named the path that tells what its folders say
     * @param displayName what messages call it
     */
    record Found(Stored stored, long bytes, Path named, String displayName) {}

    private FoundFiles(Path realRoot, Predicate<String> isWanted, ArchiveLimits archives) {
        this.archives = archives;
        this.realRoot = realRoot;
        this.isWanted = isWanted;
    }

    /**
     * Lists a folder, or takes a single file whatever its ending; of a single zip file the wanted files in it.
     *
     * @param root the folder or file as the caller named it
     * @param isWanted says of a name whether the file is to be read
     * @param archives how much packed files may ask for
     * @throws NoSuchFileException if there is nothing at this path; the message proposes a name that is like it
     * @throws IOException if the folder cannot be listed
     */
    static FoundFiles at(Path root, Predicate<String> isWanted, ArchiveLimits archives) throws IOException {
        if (!Files.exists(root)) {
            throw new NoSuchFileException(root.toString(), null, PathSuggestion.of(root));
        }
        FoundFiles found = new FoundFiles(root.toRealPath(), isWanted, archives);
        if (Files.isRegularFile(root)) {
            found.addSingle(root);
        } else {
            Files.walkFileTree(found.realRoot, found);
        }
        return found;
    }

    /** The root without links. */
    Path realRoot() {
        return realRoot;
    }

    /** The wanted files, in the order in which the file system named them. */
    List<Found> files() {
        return files;
    }

    /** Display names of what is neither wanted nor hidden, and of links. */
    List<String> ignored() {
        return ignored;
    }

    private void addSingle(Path root) throws IOException {
        String name = String.valueOf(root.getFileName());
        if (CaptureLayout.isArchiveName(name)) {
            addEntries(realRoot, Path.of(name), name);
        } else {
            files.add(new Found(new Stored(realRoot, null, archives), Files.size(root), root, name));
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (!folder.equals(realRoot) && (isHidden(folder) || ignoreRules.leavesOutFolder(realRoot, folder))) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        ignoreRules.enter(folder);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isHidden(file) || ignoreRules.leavesOutFile(realRoot, file)) {
            return FileVisitResult.CONTINUE;
        }
        Path below = realRoot.relativize(file);
        String displayName = CaptureLayout.withSlashes(below);
        if (attributes.isRegularFile() && isWanted.test(displayName)) {
            files.add(new Found(new Stored(file, null, archives), attributes.size(), below, displayName));
        } else if (attributes.isRegularFile() && CaptureLayout.isArchiveName(displayName)) {
            addEntries(file, below, displayName);
        } else {
            ignored.add(displayName);
        }
        return FileVisitResult.CONTINUE;
    }

    /** Takes the entries of a zip file as if they lay in the folder of the archive. */
    private void addEntries(Path archive, Path named, String displayName) throws IOException {
        for (ZippedFile entry : ZipDirectory.filesOf(archive, archives)) {
            String entryName = displayName + "!/" + entry.name();
            if (isHidden(entry.name())) {
                continue;
            }
            if (isWanted.test(entry.name())) {
                Path inFolder = named.resolveSibling(entry.name());
                files.add(new Found(
                        new Stored(archive, entry, archives), entry.sizes().packed(), inFolder, entryName));
            } else {
                ignored.add(entryName);
            }
        }
    }

    private static boolean isHidden(String entryName) {
        return entryName.startsWith(".") || entryName.contains("/.");
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }
}
