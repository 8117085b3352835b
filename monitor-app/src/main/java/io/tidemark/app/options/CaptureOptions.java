package io.tidemark.app.options;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.console.UserError;
import io.tidemark.replay.ArchiveLimits;
import io.tidemark.replay.CaptureFolder;
import io.tidemark.replay.CaptureNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The folder of captures that a command reads, and whose captures they are where the paths do not tell. What can be
 * wrong with them is found before any work is done.
 */
public final class CaptureOptions {
    @Parameters(
            index = "0",
            paramLabel = "FOLDER",
            description = "Folder of captures (.jsonl, .json, also .gz, .zst or in .zip), or one file.")
    private Path path = Path.of("");

    @Option(
            names = "--endpoint",
            paramLabel = "NAME",
            description = "Endpoint of all files, if their paths do not end like ENDPOINT/VARIANT/yyyy/MM/dd/HH/FILE.")
    private @Nullable String endpoint;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "Variant of all files. Default: from the path, else " + CaptureNames.DEFAULT_VARIANT)
    private @Nullable String variant;

    @Option(
            names = "--s3-root",
            paramLabel = "DIR",
            description = "Folder that stands for S3 where manifests of batch transforms name s3://BUCKET/KEY: holds"
                    + " BUCKET/KEY or KEY. Default: FOLDER.")
    private @Nullable Path s3Root;

    @Option(
            names = "--max-unpacked",
            paramLabel = "SIZE",
            defaultValue = "64GiB",
            converter = SizeConverter.class,
            description = "Most that a packed file may unpack to. Default: ${DEFAULT-VALUE}")
    private long maxUnpacked = ArchiveLimits.DEFAULT.totalBytes();

    @Option(
            names = "--max-unpack-ratio",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Most bytes that a packed byte may become, beyond the first 64 MiB. Default: ${DEFAULT-VALUE}")
    private long maxUnpackRatio = ArchiveLimits.DEFAULT.ratio();

    /** The folder, or the file, as typed. */
    public Path path() {
        return path;
    }

    /**
     * Takes this endpoint's captures: names the endpoint where neither the option nor the paths do, and refuses a folder
     * whose paths name others.
     */
    public void expect(String expected) {
        if (endpoint != null || !Files.exists(path)) {
            return;
        }
        try {
            List<String> others = CaptureFolder.open(path, names()).endpoints().stream()
                    .filter(name -> !name.equals(expected))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw UserError.usage(Problem.of("the captures are of " + String.join(", ", others)
                                + ", and the monitor is of " + expected)
                        .at(path.toString())
                        .fix("take the folder of " + expected + " alone, or the monitor of the other endpoint"));
            }
        } catch (IllegalArgumentException e) {
            endpoint = expected;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The endpoint, the variant and the folder of objects, as far as they were given. */
    public CaptureNames names() {
        requireNotBlank("--endpoint", endpoint);
        requireNotBlank("--variant", variant);
        if (s3Root != null && !Files.isDirectory(s3Root)) {
            throw UserError.usage(Problem.of("--s3-root " + s3Root + " is no folder")
                    .fix("name the folder that holds the objects as BUCKET/KEY or KEY"));
        }
        return new CaptureNames(endpoint, variant).withObjects(s3Root).withArchives(archives());
    }

    private ArchiveLimits archives() {
        if (maxUnpackRatio < 1) {
            throw UserError.usage(Problem.of("--max-unpack-ratio " + maxUnpackRatio + " is not at least 1")
                    .fix("leave it out, or give the largest ratio that your files have"));
        }
        return ArchiveLimits.DEFAULT.withTotalBytes(maxUnpacked).withRatio(maxUnpackRatio);
    }

    /** Lists the folder, and warns of what in it is not read. */
    public CaptureFolder open(Console console) {
        CaptureNames names = names();
        if (!Files.exists(path)) {
            throw UserError.usage(MissingPath.problem(path));
        }
        CaptureFolder folder = listed(names);
        if (!folder.ignored().isEmpty()) {
            console.warn(Figures.count(folder.ignored().size(), "file") + " in " + path
                    + " not read (links, or neither .jsonl nor .json, plain, .gz, .zst or in .zip), such as "
                    + folder.ignored().get(0));
        }
        return folder;
    }

    /** The options as they have to be typed again, with a space before each; empty if none was given. */
    public String again() {
        return (endpoint == null ? "" : " --endpoint " + endpoint)
                + (variant == null ? "" : " --variant " + variant)
                + (s3Root == null ? "" : " --s3-root " + ShellWord.quoted(s3Root))
                + (maxUnpacked == ArchiveLimits.DEFAULT.totalBytes() ? "" : " --max-unpacked " + maxUnpacked)
                + (maxUnpackRatio == ArchiveLimits.DEFAULT.ratio() ? "" : " --max-unpack-ratio " + maxUnpackRatio);
    }

    /** Captures that are there and cannot be read. */
    public UserError unreadable(IOException e) {
        return UserError.usage(Problem.of("the captures cannot be read")
                .at(path.toString())
                .because(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    }

    private CaptureFolder listed(CaptureNames names) {
        try {
            return CaptureFolder.open(path, names);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("the captures do not tell their endpoint")
                    .at(path.toString())
                    .because("a path that tells it ends like ENDPOINT/VARIANT/yyyy/MM/dd/HH/FILE")
                    .fix("name it: --endpoint NAME (and --variant NAME, else " + CaptureNames.DEFAULT_VARIANT + ")")
                    .fix("or start at the folder above the endpoint's"));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static void requireNotBlank(String option, @Nullable String name) {
        if (name != null && name.isBlank()) {
            throw UserError.usage(Problem.of(option + " is blank").fix("give a name, or leave " + option + " out"));
        }
    }
}
