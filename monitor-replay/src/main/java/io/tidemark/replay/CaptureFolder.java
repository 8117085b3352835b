package io.tidemark.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        if (Files.isRegularFile(root) && BatchManifest.isManifest(root.toRealPath())) {
            throw new IOException(root + " is a manifest of a batch transform: name the folder that holds its folders "
                    + BatchManifest.INPUT + " and " + BatchManifest.OUTPUT);
        }
        FoundFiles found = FoundFiles.at(root, CaptureLayout::isCaptureName, names.archives());
        Listing listing = new Listing(found.realRoot(), names);
        for (FoundFiles.Found one : found.files()) {
            listing.take(one);
        }
        return listing.sorted(root, found.ignored());
    }

    private static final class Listing {
        private final Path realRoot;
        private final CaptureNames names;
        private final List<FoundFiles.Found> found = new ArrayList<>();
        private final BatchCaptures batches;
        private final List<CaptureFile> files = new ArrayList<>();

        Listing(Path realRoot, CaptureNames names) {
            this.realRoot = realRoot;
            this.names = names;
            this.batches = new BatchCaptures(names.archives());
        }

        /** Takes a file, or what it names if it is a manifest. */
        void take(FoundFiles.Found one) throws IOException {
            Path path = one.stored().path();
            if (one.stored().part() == null && BatchManifest.isManifest(path)) {
                batches.add(new BatchCaptures.Place(path, one.named(), one.displayName()));
            } else {
                found.add(one);
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
                        new FoundFiles.Found(
                                new Stored(pair.output(), pair.input(), names.archives()), bytes, named, displayName),
                        CaptureLayout.namesOfManifest(named));
                data.add(input);
                data.add(pair.output());
            }
            return data;
        }

        private void add(FoundFiles.Found found, CaptureNames fromPath) {
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
            Stored stored = found.stored();
            CaptureFile.Inside inside =
                    new CaptureFile.Inside(CaptureLayout.hourMs(found.named()), stored.part(), stored.archives());
            files.add(new CaptureFile(stored.path(), endpoint, known, displayName, found.bytes(), inside));
        }

        CaptureFolder sorted(Path root, List<String> passedOver) throws IOException {
            Set<Path> data = addBatches();
            for (FoundFiles.Found one : found) {
                if (!data.contains(one.stored().path())) {
                    add(one, CaptureLayout.namesIn(one.named()));
                }
            }
            List<String> ignored = passedOver.stream()
                    .filter(name -> !data.contains(realRoot.resolve(name)))
                    .sorted()
                    .toList();
            files.sort(Comparator.comparing(CaptureFile::displayName));
            return new CaptureFolder(root, files, ignored);
        }
    }
}
