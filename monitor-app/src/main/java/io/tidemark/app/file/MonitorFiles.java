package io.tidemark.app.file;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Several {@code monitor.yaml}, one for each endpoint. */
public final class MonitorFiles {
    private MonitorFiles() {}

    /**
     * What files and folders say; of a folder its {@code .yaml} and {@code .yml} files, in the order of their names. All
     * problems of all files are thrown together, and so are two files of one endpoint.
     */
    public static List<MonitorFile> read(List<Path> paths) {
        Findings findings = new Findings();
        Map<String, MonitorFile> byEndpoint = new LinkedHashMap<>();
        for (Path path :
                paths.stream().flatMap(path -> files(path, findings)).distinct().toList()) {
            findings.of(() -> MonitorFile.read(path)).ifPresent(file -> findings.of(() -> add(file, byEndpoint)));
        }
        findings.throwIfAny();
        return List.copyOf(byEndpoint.values());
    }

    private static MonitorFile add(MonitorFile file, Map<String, MonitorFile> byEndpoint) {
        MonitorFile before = byEndpoint.putIfAbsent(file.endpoint(), file);
        if (before != null) {
            throw file.document()
                    .section()
                    .problem(
                            "endpoint",
                            before.document().section().where("endpoint") + " is a monitor of it already",
                            "keep one of the files");
        }
        return file;
    }

    private static Stream<Path> files(Path path, Findings findings) {
        return Files.isDirectory(path)
                ? findings.of(() -> inFolder(path)).stream().flatMap(List::stream)
                : Stream.of(path);
    }

    private static List<Path> inFolder(Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw UserError.usage(Problem.of("the folder cannot be read")
                    .at(folder.toString())
                    .because(String.valueOf(e.getMessage())));
        }
        if (files.isEmpty()) {
            throw UserError.usage(Problem.of("there is no monitor in the folder " + folder)
                    .because("a monitor is a file that ends in .yaml or .yml")
                    .fix("name the file: -f FILE"));
        }
        return files;
    }

    /** The only one of some files; empty if there is none. */
    static Optional<MonitorFile> only(List<MonitorFile> files, String command) {
        if (files.size() > 1) {
            throw UserError.usage(Problem.of(command + " takes one monitor, and there are " + files.size())
                    .because(files.get(0).document().file() + " and "
                            + files.get(1).document().file() + " are of different endpoints")
                    .fix("name one file: -f FILE"));
        }
        return files.stream().findFirst();
    }
}
