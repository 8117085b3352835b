package io.tidemark.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that a batch transform read or wrote.
 *
 * @param prefix what every name begins with
 * @param entries the rest of each name; an empty one where the prefix is the whole name
 */
record BatchManifest(String prefix, List<String> entries) {
    static final String INPUT = "input";
    static final String OUTPUT = "output";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ENDING = ".json";
    private static final int FIRST_BYTES = 64;

    /** Names in {@code input/yyyy/MM/dd/HH/<file>}. */
    private static final int DEPTH = 6;

    BatchManifest {
        entries = List.copyOf(entries);
    }

    /** Whether a file of this path and with these first bytes is a manifest and no capture. */
    static boolean isManifest(Path path, byte[] first) {
        if (!isPlace(path)) {
            return false;
        }
        int at = 0;
        while (at < first.length && Character.isWhitespace(first[at])) {
            at++;
        }
        return at < first.length && first[at] == '[';
    }

    /** Whether the file at this path is a manifest; looked into only if it lies where manifests lie. */
    static boolean isManifest(Path file) throws IOException {
        if (!isPlace(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return isManifest(file, in.readNBytes(FIRST_BYTES));
        }
    }

    /** {@code input} or {@code output}: the side whose objects a manifest at this path names. */
    static String sideOf(Path path) {
        return path.getName(path.getNameCount() - DEPTH).toString();
    }

    private static boolean isPlace(Path path) {
        if (path.getNameCount() < DEPTH || CaptureLayout.hourMs(path) <= 0) {
            return false;
        }
        String side = sideOf(path);
        return path.toString().endsWith(ENDING) && (side.equals(INPUT) || side.equals(OUTPUT));
    }

    /**
     * Reads a manifest.
     *
     * @param name what messages call it
     * @throws IOException if it is no array of an object with a prefix and names behind it
     */
    static BatchManifest parse(byte[] json, String name) throws IOException {
        JsonNode array;
        try {
            array = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("the manifest " + name + " is no JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode prefix = array.path(0).path("prefix");
        if (!array.isArray() || !prefix.isTextual()) {
            throw new IOException("the manifest " + name + " does not begin with an object that has a prefix");
        }
        List<String> entries = new ArrayList<>();
        for (int i = 1; i < array.size(); i++) {
            if (!array.get(i).isTextual()) {
                throw new IOException("the manifest " + name + " has no name at place " + i + " but "
                        + array.get(i).getNodeType());
            }
            entries.add(array.get(i).textValue());
        }
        return new BatchManifest(prefix.textValue(), entries);
    }

    /** The whole names, in the order of the manifest. */
    List<String> names() {
        return entries.stream().map(entry -> prefix + entry).toList();
    }

    /**
     * The names below the folder that the prefix is in or is; the same on both sides of a transform but for the ending.
     */
    List<String> relativeNames() {
        String begin = prefix.substring(prefix.lastIndexOf('/') + 1);
        return entries.stream().map(entry -> begin + entry).toList();
    }
}
