package io.tidemark.baseline.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the files that paths on the command line stand for. */
final class CsvFiles {
    private static final Comparator<Path> BY_NAME_BYTES = (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b));

    private CsvFiles() {}

    static List<CsvInput> resolve(List<Path> paths, CsvOptions options) {
        List<CsvInput> inputs = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                inputs.addAll(inFolder(path, options));
            } else if (Files.exists(path)) {
                inputs.add(input(path, options));
            } else {
                throw missing(path);
            }
        }
        requireDistinct(inputs);
        return List.copyOf(inputs);
    }

    private static List<CsvInput> inFolder(Path folder, CsvOptions options) {
        List<Path> files = new ArrayList<>();
        collect(folder, files);
        files.sort(BY_NAME_BYTES);
        if (files.isEmpty()) {
            throw CsvException.inFile(
                    named(folder),
                    "no .csv, .csv.gz or .csv.zst file in this folder",
                    "hidden files and other endings are not read from a folder",
                    "name the folder that holds the training table, or the file itself");
        }
        return files.stream().map(path -> input(path, options)).toList();
    }

    private static void collect(Path folder, List<Path> files) {
        for (Path path : children(folder)) {
            String name = fileName(path);
            if (name.startsWith(".")) {
                continue;
            }
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                collect(path, files);
            } else if (isTable(name) && Files.isRegularFile(path)) {
                files.add(path);
            }
        }
    }

    private static boolean isTable(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".csv.gz") || lower.endsWith(".csv.zst");
    }

    private static List<Path> children(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            List<Path> children = new ArrayList<>();
            entries.forEach(children::add);
            return children;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static CsvInput input(Path path, CsvOptions options) {
        try (InputStream in = Files.newInputStream(path)) {
            Compression compression = Compression.of(in.readNBytes(Compression.MARK_BYTES), fileName(path));
            String name = options.names().getOrDefault(path, named(path));
            return new CsvInput(path, name, Files.size(path), compression, options.charset());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static void requireDistinct(List<CsvInput> inputs) {
        Map<Path, CsvInput> seen = new HashMap<>();
        for (CsvInput input : inputs) {
            CsvInput earlier = seen.putIfAbsent(real(input), input);
            if (earlier != null) {
                throw CsvException.inFile(
                        input.name(),
                        "the file is meant twice, the first time as " + earlier.name(),
                        "its rows would count twice",
                        "name each file once, by itself or by its folder");
            }
        }
    }

    private static Path real(CsvInput input) {
        try {
            return input.path().toRealPath();
        } catch (IOException e) {
            throw unreadable(input.path(), e);
        }
    }

    private static CsvException missing(Path path) {
        Path parent = path.toAbsolutePath().normalize().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return missing(path, "the folder " + parent + " does not exist", "");
        }
        List<String> siblings =
                children(parent).stream().map(CsvFiles::fileName).toList();
        String hint = Nearest.hint(fileName(path), siblings);
        return missing(path, "its folder exists, but holds no such name", hint);
    }

    private static CsvException missing(Path path, String why, String hint) {
        return CsvException.inFile(named(path), "no such file or folder", why, hint + "Check the path");
    }

    private static CsvException unreadable(Path path, IOException cause) {
        CsvException problem = CsvException.inFile(
                named(path),
                "cannot be opened: " + CsvProblems.reason(cause),
                "the training table would not be complete",
                "check that this user may read it");
        problem.initCause(cause);
        return problem;
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String named(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static byte[] utf8(Path path) {
        return named(path).getBytes(StandardCharsets.UTF_8);
    }
}
