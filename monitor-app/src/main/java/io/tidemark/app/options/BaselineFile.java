package io.tidemark.app.options;

import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.json.BaselineJson;
import io.tidemark.wire.json.UnreadableBaselineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A baseline on disk. It is written beside its place and moved there when it is whole, so that readers see the old file,
 * the new one or none.
 *
 * @param path of the file
 */
public record BaselineFile(Path path) {
    static final String MAKE_ONE = "make one: tidemark baseline TRAIN.csv -o baseline.json";

    /** A place to write to, checked before the work is done: its folder exists, and it is none of the inputs. */
    public static BaselineFile at(Path path, List<Path> inputs) {
        Path absolute = path.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw cannotWrite(path, "it is a folder", "name a file in it: -o " + path.resolve("baseline.json"));
        }
        if (!Files.isDirectory(folder)) {
            throw cannotWrite(path, "its folder does not exist", "mkdir -p " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw cannotWrite(path, "its folder cannot be written to", "choose another folder");
        }
        for (Path input : inputs) {
            if (input.toAbsolutePath().normalize().equals(absolute)) {
                throw cannotWrite(path, "it is the training data", "give the baseline a name of its own");
            }
        }
        return new BaselineFile(path);
    }

    /** Writes the baseline, or leaves what was there; a place that cannot be written to is a wrong command line. */
    public void write(Baseline baseline) {
        WholeFile.write(path, "baseline", out -> BaselineJson.write(baseline, out));
    }

    /** What the file says; what is not there or no baseline is a wrong command line. */
    public Baseline read() {
        if (Files.isDirectory(path)) {
            throw UserError.usage(
                    Problem.of("the baseline is a folder: " + path).fix("name the file in it"));
        }
        if (!Files.exists(path)) {
            throw UserError.usage(MissingPath.problem(path).fix(MAKE_ONE));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            return BaselineJson.read(in, path.toString());
        } catch (UnreadableBaselineException e) {
            throw UserError.usage(Problem.of("the baseline cannot be used")
                    .at(path.toString())
                    .because(String.valueOf(e.getMessage())
                            .substring(path.toString().length() + 2))
                    .fix(MAKE_ONE));
        } catch (IOException e) {
            throw UserError.usage(Problem.of("the baseline cannot be read")
                    .at(path.toString())
                    .because(WholeFile.reason(e)));
        }
    }

    private static UserError cannotWrite(Path path, String why, String fix) {
        return UserError.usage(Problem.of("cannot write the baseline")
                .at(path.toString())
                .because(why)
                .fix(fix));
    }
}
