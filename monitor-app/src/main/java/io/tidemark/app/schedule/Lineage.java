package io.tidemark.app.schedule;

import io.tidemark.wire.avro.LineageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files something was made from: their names below the folders that were named, and hashes of their contents.
 *
 * @param files the first {@link #MOST_NAMED} in order
 * @param count how many there are
 * @param digest SHA-256 over the settings and all names and contents, in hex
 */
record Lineage(List<LineageFile> files, int count, String digest) {
    static final int MOST_NAMED = 1_000;
    private static final int BUFFER = 1 << 16;

    Lineage {
        files = List.copyOf(files);
    }

    /**
     * Reads all files of some folders, hidden ones left out.
     *
     * @param roots files and folders
     * @param settings what else decides on the result, as a text
     */
    static Lineage of(List<Path> roots, String settings) throws IOException {
        MessageDigest all = sha256();
        all.update(settings.getBytes(StandardCharsets.UTF_8));
        List<LineageFile> named = new ArrayList<>();
        int count = 0;
        for (Path root : roots) {
            for (Path file : files(root)) {
                LineageFile each = describe(root, file);
                all.update((each.getName() + '\0' + each.getSha256() + '\n').getBytes(StandardCharsets.UTF_8));
                if (count++ < MOST_NAMED) {
                    named.add(each);
                }
            }
        }
        return new Lineage(named, count, HexFormat.of().formatHex(all.digest()));
    }

    private static List<Path> files(Path root) throws IOException {
        if (!Files.exists(root)) {
            throw new NoSuchFileException(root.toString(), null, "there is no such file or folder");
        }
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static LineageFile describe(Path root, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
            Path below = Files.isDirectory(root) ? root.relativize(file) : file.getFileName();
            String name = String.valueOf(below).replace('\\', '/');
            return new LineageFile(name, HexFormat.of().formatHex(digest.digest()), bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
