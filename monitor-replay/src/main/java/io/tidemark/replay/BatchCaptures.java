package io.tidemark.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pairs the objects that batch transforms read with those they wrote. An output is called like its input, with
 * {@code .out} behind it; what several transforms of one prefix called alike is paired in the order of the hours.
 * Mutable.
 */
final class BatchCaptures {
    private static final String OUTPUT_ENDING = ".out";

    /** Names in {@code <side>/yyyy/MM/dd/HH/<file>}. */
    private static final int DEPTH = 6;

    private final Map<Path, Map<String, Counterparts>> prefixes = new TreeMap<>();
    private final ArchiveLimits archives;

    BatchCaptures(ArchiveLimits archives) {
        this.archives = archives;
    }

    /**
     * A manifest.
     *
     * @param file its real path
     * @param named its path as the caller named it
     * @param displayName what messages call it
     */
    record Place(Path file, Path named, String displayName) {}

    /** An object that a manifest names. */
    private record Named(String object, Place manifest) {
        private static final Comparator<Named> ORDER =
                Comparator.comparing(named -> named.manifest().file());
    }

    /** The objects of one name. */
    private record Counterparts(List<Named> inputs, List<Named> outputs) {}

    /**
     * An output with its input.
     *
     * @param manifest that names the output
     * @param object the name of the output
     * @param output the file of it
     * @param input what it was made of
     */
    record Pair(Place manifest, String object, Path output, BatchPair input) {}

    /** Takes what a manifest names. */
    void add(Place place) throws IOException {
        BatchManifest manifest = BatchManifest.parse(Files.readAllBytes(place.file()), place.displayName());
        boolean isInput = BatchManifest.sideOf(place.file()).equals(BatchManifest.INPUT);
        Path prefix = place.file().resolve("../".repeat(DEPTH)).normalize();
        List<String> names = manifest.names();
        List<String> relative = manifest.relativeNames();
        for (int i = 0; i < names.size(); i++) {
            Named named = new Named(names.get(i), place);
            String key = isInput ? relative.get(i) : withoutEnding(relative.get(i), named);
            Counterparts known = prefixes.computeIfAbsent(prefix, absent -> new TreeMap<>())
                    .computeIfAbsent(key, absent -> new Counterparts(new ArrayList<>(), new ArrayList<>()));
            (isInput ? known.inputs() : known.outputs()).add(named);
        }
    }

    /**
     * Returns the pairs.
     *
     * @throws IOException if an object has no counterpart, no file, or one that is not below the root
     */
    List<Pair> pairs(ObjectRoot root) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (Map<String, Counterparts> prefix : prefixes.values()) {
            for (Map.Entry<String, Counterparts> named : prefix.entrySet()) {
                addPairs(named.getKey(), named.getValue(), root, pairs);
            }
        }
        return pairs;
    }

    private void addPairs(String name, Counterparts objects, ObjectRoot root, List<Pair> to) throws IOException {
        List<Named> inputs = objects.inputs().stream().sorted(Named.ORDER).toList();
        List<Named> outputs = objects.outputs().stream().sorted(Named.ORDER).toList();
        int pairs = Math.min(inputs.size(), outputs.size());
        if (inputs.size() > pairs) {
            throw alone("input", inputs.get(pairs), "output " + name + OUTPUT_ENDING);
        }
        if (outputs.size() > pairs) {
            throw alone("output", outputs.get(pairs), "input " + name);
        }
        for (int i = 0; i < pairs; i++) {
            Named input = inputs.get(i);
            Named output = outputs.get(i);
            long hourMs = CaptureLayout.hourMs(output.manifest().file());
            BatchPair pair = new BatchPair(input.object(), fileOf(input, root), hourMs, archives);
            to.add(new Pair(output.manifest(), output.object(), fileOf(output, root), pair));
        }
    }

    private static IOException alone(String side, Named named, String missing) {
        return new IOException("the " + side + " " + named.object() + " of the manifest "
                + named.manifest().displayName() + " has no counterpart: no manifest beside it names the " + missing);
    }

    private static Path fileOf(Named named, ObjectRoot root) throws IOException {
        try {
            return root.fileOf(named.object());
        } catch (IOException e) {
            throw new IOException(
                    "the manifest " + named.manifest().displayName() + " names a file that cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String withoutEnding(String name, Named named) throws IOException {
        if (!name.endsWith(OUTPUT_ENDING)) {
            throw new IOException("the output " + named.object() + " of the manifest "
                    + named.manifest().displayName() + " does not end with " + OUTPUT_ENDING);
        }
        return name.substring(0, name.length() - OUTPUT_ENDING.length());
    }
}
