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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The captured files below a folder: {@code *.jsonl}, {@code *.json} and their {@code .gz} and {@code .zst} forms, at
 * any depth, and such files inside {@code *.zip}; and what the manifests of batch transforms name. Hidden files and
 * folders are passed over, and what {@link IgnoreRules} leave out; links inside the folder are not followed, so that
 * nothing outside is read and nothing is read twice.
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

    /** Returns the endpoints of the files, in order. */
    public Set<String> endpoints() {
        return files.stream().map(CaptureFile::endpoint).collect(Collectors.toCollection(TreeSet::new));
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
        if (BatchManifest.isManifest(listing.realRoot)) {
            throw new IOException(root + " is a manifest of a batch transform: name the folder that holds its folders "
                    + BatchManifest.INPUT + " and " + BatchManifest.OUTPUT);
        }
        if (CaptureLayout.isArchiveName(name)) {
            listing.addEntries(listing.realRoot, Path.of(name), name);
        } else {
            listing.found.add(new Found(listing.realRoot, null, Files.size(root), root, name));
        }
        return listing.sorted(root);
    }

    /** Where the bytes are, how they are had, and the path that tells names and hour. */
    private record Found(Path path, @Nullable Part part, long bytes, Path named, String displayName) {}

    private static final class Listing extends SimpleFileVisitor<Path> {
        private final Path realRoot;
        private final CaptureNames names;
        private final List<Found> found = new ArrayList<>();
        private final BatchCaptures batches;
        private final IgnoreRules ignoreRules = new IgnoreRules();
        private final List<CaptureFile> files = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();

        Listing(Path realRoot, CaptureNames names) {
            this.realRoot = realRoot;
            this.names = names;
            this.batches = new BatchCaptures(names.archives());
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
            if (attributes.isRegularFile() && BatchManifest.isManifest(file)) {
                batches.add(new BatchCaptures.Place(file, below, displayName));
            } else if (attributes.isRegularFile() && CaptureLayout.isCaptureName(displayName)) {
                found.add(new Found(file, null, attributes.size(), below, displayName));
            } else if (attributes.isRegularFile() && CaptureLayout.isArchiveName(displayName)) {
                addEntries(file, below, displayName);
            } else {
                ignored.add(displayName);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Takes the entries of a zip file as if they lay in the folder of the archive. */
        void addEntries(Path archive, Path named, String displayName) throws IOException {
            for (ZippedFile entry : ZipDirectory.filesOf(archive, names.archives())) {
                String entryName = displayName + "!/" + entry.name();
                if (CaptureLayout.isCaptureName(entry.name()) && !isHidden(entry.name())) {
                    Path inFolder = named.resolveSibling(entry.name());
                    found.add(new Found(archive, entry, entry.sizes().packed(), inFolder, entryName));
                } else if (!isHidden(entry.name())) {
                    ignored.add(entryName);
                }
            }
        }

        /** Takes the pairs of batch transforms; returns the files that they are made of. */
        private Set<Path> addBatches() throws IOException {
            Path objects = names.objects();
            ObjectRoot store = new ObjectRoot(objects == null ? realRoot : objects.toRealPath());
            Set<Path> data = new HashSet<>();
            for (BatchCaptures.Pair pair : batches.pairs(store)) {
                Path input = pair.input().input();
                String displayName = pair.manifest().displayName() + "!/" + pair.object();
                long bytes = Files.size(pair.output()) + Files.size(input);
                Path named = pair.manifest().named();
                add(
                        new Found(pair.output(), pair.input(), bytes, named, displayName),
                        CaptureLayout.namesOfManifest(named));
                data.add(input);
                data.add(pair.output());
            }
            return data;
        }

        private void add(Found found, CaptureNames fromPath) {
            String displayName = found.displayName();
            String endpoint = names.endpoint() != null ? names.endpoint() : fromPath.endpoint();
            String variant = names.variant() != null ? names.variant() : fromPath.variant();
            if (endpoint == null) {
                throw new IllegalArgumentException("The path of " + displayName + " does not tell its endpoint: it does"
                        + " not end like <endpoint>/<variant>/yyyy/MM/dd/HH/<file>. Start at the folder above the"
                        + " endpoint, or give --endpoint NAME (and --variant NAME, else "
                        + CaptureNames.DEFAULT_VARIANT + ")");
            }
            String known = variant == null ? CaptureNames.DEFAULT_VARIANT : variant;
            CaptureFile.Inside inside =
                    new CaptureFile.Inside(CaptureLayout.hourMs(found.named()), found.part(), names.archives());
            files.add(new CaptureFile(found.path(), endpoint, known, displayName, found.bytes(), inside));
        }

        CaptureFolder sorted(Path root) throws IOException {
            Set<Path> data = addBatches();
            for (Found one : found) {
                if (!data.contains(one.path())) {
                    add(one, CaptureLayout.namesIn(one.named()));
                }
            }
            ignored.removeIf(name -> data.contains(realRoot.resolve(name)));
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
