package io.tidemark.app;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Secrets;
import io.tidemark.app.console.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A defect of Tidemark as its user sees it: one line, and a file with the details. */
final class CrashReport {
    private CrashReport() {}

    /** Writes the stack trace to a new file in the folder and says so; if that fails the trace is in the problem. */
    static Problem of(Throwable defect, Path folder) {
        if (defect instanceof OutOfMemoryError) {
            return Problem.of("out of memory: " + defect.getMessage())
                    .because("the heap is limited to " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB")
                    .fix("give it more: TIDEMARK_OPTS=-Xmx4g");
        }
        Problem problem = Problem.of(Secrets.hidden("internal error: " + defect));
        String details = Secrets.hidden(details(defect));
        try {
            Path file = Files.createTempFile(folder, "tidemark-crash-", ".txt");
            Files.writeString(file, details);
            return problem.at(file.toString()).fix("this is a defect of Tidemark: please report it with that file");
        } catch (IOException e) {
            return problem.because(details).fix("this is a defect of Tidemark: please report it with these lines");
        }
    }

    private static String details(Throwable defect) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        for (String line : new Version().getVersion()) {
            writer.println(line);
        }
        writer.println(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        defect.printStackTrace(writer);
        writer.flush();
        return text.toString();
    }
}
