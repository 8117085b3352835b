package io.tidemark.replay;

import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.quality.ModelEvaluation;
import io.tidemark.wire.json.ModelReportJson;
import io.tidemark.wire.json.ReportJson;
import io.tidemark.wire.json.ViolationJson;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the files of an audit into a folder beside the wanted one and moves them when they are whole. The summary goes
 * last, so a folder with a summary holds a whole audit.
 */
final class AuditFiles implements Closeable {
    /** One window report a line. */
    static final String REPORTS = "reports.ndjson";

    /** One report of a window or segment of the model a line, if a model was judged. */
    static final String MODEL_REPORTS = "model-reports.ndjson";

    /** One violation a line, those of the model behind those of its input. */
    static final String VIOLATIONS = "violations.ndjson";

    /** One dead letter a line. */
    static final String DEAD_LETTERS = "dead-letters.ndjson";

    /** One label that could not be read a line, if a model was judged. */
    static final String LABEL_LETTERS = "label-dead-letters.ndjson";

    /** Hashes and counts. */
    static final String SUMMARY = "summary.json";

    /** The service's files, a folder per endpoint, schedule and hour. */
    static final String SERVICE = "service";

    private static final List<String> NAMES =
            List.of(REPORTS, MODEL_REPORTS, VIOLATIONS, DEAD_LETTERS, LABEL_LETTERS, SUMMARY);

    private final Path target;
    private final Path work;

    private AuditFiles(Path target, Path work) {
        this.target = target;
        this.work = work;
    }

    /** Makes the working folder, after a look at the wanted one. */
    static AuditFiles begin(OutputFolder output) throws IOException {
        Path target = output.path().toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("--out " + output.path() + " is no folder that files can be put into");
        }
        if (!output.force()) {
            requireNothingForeign(output.path());
        }
        requireServiceFolderOfOurs(output.path());
        Files.createDirectories(parent);
        Path work = parent.resolve(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
        remove(work);
        Files.createDirectory(work);
        return new AuditFiles(target, work);
    }

    private static void requireNothingForeign(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new IllegalArgumentException("--out " + target + " is a file, not a folder");
        }
        try (Stream<Path> entries = Files.list(target)) {
            entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !NAMES.contains(name) && !name.equals(SERVICE))
                    .sorted()
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("--out " + target + " holds '" + name
                                + "', which no audit wrote: take another folder, or give --force");
                    });
        }
    }

    /** The folder of an earlier audit is removed, so it must be one, whatever is forced. */
    private static void requireServiceFolderOfOurs(Path target) throws IOException {
        Path service = target.resolve(SERVICE);
        if (!Files.exists(service)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(service)) {
            entries.filter(entry -> !Files.isDirectory(entry))
                    .filter(entry -> !ServiceReports.NAMES.contains(String.valueOf(entry.getFileName())))
                    .sorted()
                    .findFirst()
                    .ifPresent(entry -> {
                        throw new IllegalArgumentException("--out " + target + " holds '" + target.relativize(entry)
                                + "', which no audit wrote and this one would remove: take another folder");
                    });
        }
    }

    /** The folder to write into meanwhile. */
    Path work() {
        return work;
    }

    /** The folder for what is written of labels meanwhile. */
    Path labelWork() throws IOException {
        return Files.createDirectories(work.resolve("labels"));
    }

    /** The folder for the service's files, below the working one. */
    Path serviceFolder() {
        return work.resolve(SERVICE);
    }

    /** Writes all files and moves them into place. */
    void finish(AuditResult result, DeadLetterLog log, DeadLetterLog labelLog) throws IOException {
        try (BufferedWriter reports = Files.newBufferedWriter(work.resolve(REPORTS), StandardCharsets.UTF_8);
                BufferedWriter violations = Files.newBufferedWriter(work.resolve(VIOLATIONS), StandardCharsets.UTF_8)) {
            for (Evaluation evaluation : result.evaluations()) {
                reports.write(ReportJson.line(evaluation.report()) + "\n");
                for (Violation violation : evaluation.violations()) {
                    violations.write(ViolationJson.line(violation) + "\n");
                }
            }
            if (result.model().isPresent()) {
                writeModel(result.model().get(), violations);
                moveLetters(labelLog, LABEL_LETTERS);
            }
        }
        moveLetters(log, DEAD_LETTERS);
        Files.writeString(work.resolve(SUMMARY), AuditJson.summary(result) + "\n");
        moveIntoPlace();
    }

    private void writeModel(ModelAudit model, BufferedWriter violations) throws IOException {
        try (BufferedWriter reports = Files.newBufferedWriter(work.resolve(MODEL_REPORTS), StandardCharsets.UTF_8)) {
            for (ModelEvaluation evaluation : model.evaluations()) {
                reports.write(ModelReportJson.line(evaluation.report()) + "\n");
                for (Violation violation : evaluation.violations()) {
                    violations.write(ViolationJson.line(violation) + "\n");
                }
            }
        }
    }

    private void moveLetters(DeadLetterLog log, String name) throws IOException {
        try (OutputStream letters = new BufferedOutputStream(Files.newOutputStream(work.resolve(name)))) {
            log.moveTo(letters);
        }
    }

    private void moveIntoPlace() throws IOException {
        Files.createDirectories(target);
        Files.deleteIfExists(target.resolve(SUMMARY));
        remove(target.resolve(SERVICE));
        if (Files.exists(serviceFolder())) {
            Files.move(serviceFolder(), target.resolve(SERVICE));
        }
        for (String name : NAMES) {
            if (Files.exists(work.resolve(name))) {
                Files.move(work.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(target.resolve(name));
            }
        }
    }

    @Override
    public void close() throws IOException {
        remove(work);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
