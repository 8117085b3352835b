package io.tidemark.baseline;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Training tables in a test's own folder, and what tests ask of results. */
record TrainingFiles(Path folder) {
    Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path lines(String name, String header, List<String> rows) {
        return write(name, header + "\n" + String.join("\n", rows) + "\n");
    }

    Path gzip(String name, Path plain) {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Files.copy(plain, out);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path resource(String name) {
        try (InputStream in = TrainingFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            Path file = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BaselineResult run(BaselinePlan plan) {
        try {
            return BaselineJob.run(plan);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Baseline baseline(BaselinePlan plan) {
        return run(plan).baseline();
    }

    static String hash(BaselinePlan plan) {
        return baseline(plan).hash().hex();
    }

    static FeatureBaseline feature(Baseline baseline, String name) {
        return baseline.features().stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no feature " + name));
    }

    static NumericProfile numeric(Baseline baseline, String name) {
        return (NumericProfile) feature(baseline, name).profile();
    }

    static CategoricalProfile texts(Baseline baseline, String name) {
        return (CategoricalProfile) feature(baseline, name).profile();
    }
}
