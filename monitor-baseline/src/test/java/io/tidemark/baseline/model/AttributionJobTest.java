package io.tidemark.baseline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.baseline.Progress;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttributionJobTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void meansAreOfMagnitudes() throws IOException, InterruptedException {
        Path file = write("a.csv", List.of("a,b", "-1,0.5", "3,0.5"));

        AttributionJob.Result result = run(LabelledFiles.of(file), List.of(), "");

        assertThat(result.features()).containsExactly("a", "b");
        assertThat(result.reference().means()).containsExactly(2.0, 0.5);
        assertThat(result.reference().rows()).isEqualTo(2);
    }

    @Test
    void realAttributionsRankTheGermanCredits() throws InterruptedException {
        AttributionJob.Result result = run(LabelledFiles.of(Goldens.file("german/attributions.csv.gz")), List.of(), "");

        assertThat(result.features()).hasSize(20).startsWith("status", "duration");
        assertThat(result.reference().rows()).isEqualTo(1_000);
        assertThat(result.reference().noiseLevel()).isBetween(0.5, 1.0);
        int largest = result.reference()
                .means()
                .indexOf(Collections.max(result.reference().means()));
        assertThat(result.features().get(largest)).isEqualTo("status");
    }

    @Test
    void featuresComeInTheOrderAskedForAndUnderTheirPrefix() throws IOException, InterruptedException {
        Path file = write("a.csv", List.of("id,phi_a,phi_b", "x,1,2"));

        assertThat(run(LabelledFiles.of(file), List.of("b", "a"), "phi_")
                        .reference()
                        .means())
                .containsExactly(2.0, 1.0);
        assertThat(run(LabelledFiles.of(file), List.of(), "phi_").features()).containsExactly("a", "b");
    }

    @Test
    void orderOfRowsDoesNotMatter() throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            rows.add(random.nextGaussian() * 1e6 + "," + random.nextGaussian());
        }
        AttributionJob.Result plain = run(LabelledFiles.of(write("a.csv", withHeader(rows))), List.of(), "");
        Collections.shuffle(rows, random);

        assertThat(run(LabelledFiles.of(write("b.csv", withHeader(rows))), List.of(), "")
                        .reference())
                .isEqualTo(plain.reference());
    }

    @Test
    void valueThatIsNoNumberIsABadRow() throws IOException, InterruptedException {
        Path file = write("a.csv", List.of("a,b", "1,2", "1,much", "1,NaN", "5,2"));

        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> run(LabelledFiles.of(file), List.of(), ""))
                .withMessageContaining("a.csv:3: the attribution of b is no finite number");
        LabelledFiles tolerant = new LabelledFiles(List.of(file), CsvOptions.DEFAULT.withMaxBadRows(2), List.of());
        AttributionJob.Result result = run(tolerant, List.of(), "");
        assertThat(result.badRows().count()).isEqualTo(2);
        assertThat(result.reference().means()).containsExactly(3.0, 2.0);
    }

    @Test
    void missingColumnsAreNamed() throws IOException {
        Path file = write("a.csv", List.of("a,b", "1,2"));

        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> run(LabelledFiles.of(file), List.of("c"), ""))
                .withMessageContaining("no column \"c\"");
        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> run(LabelledFiles.of(file), List.of(), "phi_"))
                .withMessageContaining("no column begins with \"phi_\"");
    }

    private static List<String> withHeader(List<String> rows) {
        List<String> lines = new ArrayList<>(List.of("a,b"));
        lines.addAll(rows);
        return lines;
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private static AttributionJob.Result run(LabelledFiles table, List<String> features, String prefix)
            throws InterruptedException {
        return AttributionJob.run(table, features, prefix, Progress.NONE);
    }
}
