package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.baseline.ServiceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder with the service's two files of a baseline. Each is written beside its place and moved when it is whole.
 *
 * @param path of the folder
 */
record ServiceFilesFolder(Path path) {
    static final String STATISTICS = "statistics.json";
    static final String CONSTRAINTS = "constraints.json";

    /** Makes the folder; a place where none can be is a wrong command line. */
    static ServiceFilesFolder at(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw UserError.usage(Problem.of("cannot make the folder for the service's files")
                    .at(path.toString())
                    .because(String.valueOf(e.getMessage()))
                    .fix("name another folder"));
        }
        return new ServiceFilesFolder(path);
    }

    void write(ServiceFiles files) {
        write(STATISTICS, files.statistics());
        write(CONSTRAINTS, files.constraints());
    }

    private void write(String name, String content) {
        Path part = path.resolve(name + ".part");
        try {
            Files.writeString(part, content, StandardCharsets.UTF_8);
            Files.move(part, path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw UserError.usage(Problem.of("cannot write " + name)
                    .at(path.toString())
                    .because(String.valueOf(e.getMessage()))
                    .fix("make room or name another folder"));
        }
    }
}
