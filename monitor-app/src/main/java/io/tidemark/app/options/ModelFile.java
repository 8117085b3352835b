package io.tidemark.app.options;

import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.wire.json.ModelBaselineJson;
import io.tidemark.wire.json.UnreadableBaselineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model baseline on disk. It is written beside its place and moved there when it is whole.
 *
 * @param path of the file
 */
public record ModelFile(Path path) {
    private static final String MARK = "{\"tidemarkModel\"";
    private static final int HEAD_BYTES = 64;

    static final String MAKE_ONE = "make one: tidemark baseline quality PREDICTIONS.csv --label COLUMN -o model.json";

    /** A place to write to, checked before the work is done: its folder exists, and it is none of the inputs. */
    public static ModelFile at(Path path, List<Path> inputs) {
        WholeFile.require(path, inputs, "model baseline");
        return new ModelFile(path);
    }

    /** Writes the model baseline, or leaves what was there; a place that cannot be written to is a wrong command line. */
    public void write(ModelBaseline baseline) {
        WholeFile.write(path, "model baseline", out -> ModelBaselineJson.write(baseline, out));
    }

    /** Whether a file begins as a model baseline does; false if it is not there or cannot be read. */
    public static boolean isAt(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
            return head.replaceAll("\\s", "").startsWith(MARK);
        } catch (IOException e) {
            return false;
        }
    }

    /** What the file says; what is not there or no model baseline is a wrong command line. */
    public ModelBaseline read() {
        if (Files.isDirectory(path)) {
            throw UserError.usage(
                    Problem.of("the model baseline is a folder: " + path).fix("name the file in it"));
        }
        if (!Files.exists(path)) {
            throw UserError.usage(MissingPath.problem(path).fix(MAKE_ONE));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            return ModelBaselineJson.read(in, path.toString());
        } catch (UnreadableBaselineException e) {
            throw UserError.usage(Problem.of("the model baseline cannot be used")
                    .at(path.toString())
                    .because(String.valueOf(e.getMessage())
                            .substring(path.toString().length() + 2))
                    .fix(MAKE_ONE));
        } catch (IOException e) {
            throw UserError.usage(Problem.of("the model baseline cannot be read")
                    .at(path.toString())
                    .because(WholeFile.reason(e)));
        }
    }
}
