package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroundTruthFolderTest {
    private static final String LABEL = "{\"groundTruthData\":{\"data\":\"1\",\"encoding\":\"CSV\"},"
            + "\"eventMetadata\":{\"eventId\":\"a\"},\"eventVersion\":\"0\"}";

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "2026/03/02/17/4711.jsonl, 2026-03-02T17:00:00Z",
        "labels/of/fraud/2026/03/02/00/a.csv.gz, 2026-03-02T00:00:00Z",
        "2012-01.jsonl.gz, 2012-01-31T23:59:59.999Z",
        "deep/2012-02.csv, 2012-02-29T23:59:59.999Z",
        "2012-12.jsonl.zst, 2012-12-31T23:59:59.999Z",
    })
    void thePathSaysWhenLabelsCame(String name, Instant arrival) throws IOException {
        write(name);
        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(file.arrival()).hasValue(arrival.toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.jsonl", "2026/03/02/a.jsonl", "2026/03/02/25/a.jsonl", "2012-13.jsonl", "x2012-01.jsonl"})
    void aPathWithoutHourOrMonthSaysNothing(String name) throws IOException {
        write(name);
        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(file.arrival()).isEmpty());
    }

    @Test
    void aTimeGivenWinsOverEveryPath() throws IOException {
        write("2026/03/02/17/a.jsonl");
        write("b.csv");
        Instant given = Instant.parse("2026-04-01T00:00:00Z");
        GroundTruthFolder folder = GroundTruthFolder.open(root, given, ArchiveLimits.DEFAULT);
        assertThat(folder.files())
                .extracting(GroundTruthFile::arrival)
                .containsOnly(OptionalLong.of(given.toEpochMilli()));
    }

    @Test
    void filesComeInTheOrderOfArrivalThenOfNames() throws IOException {
        write("z/2026/03/02/05/a.jsonl");
        write("b.jsonl");
        write("a/2026/03/02/06/a.jsonl");
        write("a/2026/03/02/05/b.jsonl.gz");
        write("2026-02.jsonl");
        assertThat(files())
                .extracting(GroundTruthFile::displayName)
                .containsExactly(
                        "2026-02.jsonl",
                        "a/2026/03/02/05/b.jsonl.gz",
                        "z/2026/03/02/05/a.jsonl",
                        "a/2026/03/02/06/a.jsonl",
                        "b.jsonl");
    }

    @Test
    void tablesAreToldByTheirEnding() throws IOException {
        for (String name : List.of("a.csv", "b.csv.gz", "c.csv.zst", "d.jsonl", "e.json.gz")) {
            write(name);
        }
        assertThat(files()).extracting(GroundTruthFile::isTable).containsExactly(true, true, true, false, false);
    }

    @Test
    void filesInAZipFileLieInItsFolder() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("2026/03/02/17/a.jsonl", ".hidden.jsonl", "notes.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(LABEL.getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.write(root.resolve("labels.zip"), bytes.toByteArray());
        GroundTruthFolder folder = open();
        assertThat(folder.files()).singleElement().satisfies(file -> {
            assertThat(file.displayName()).isEqualTo("labels.zip!/2026/03/02/17/a.jsonl");
            assertThat(file.arrival())
                    .hasValue(Instant.parse("2026-03-02T17:00:00Z").toEpochMilli());
            assertThat(file.at(2)).isEqualTo("labels.zip!/2026/03/02/17/a.jsonl:2");
            assertThat(linesOf(file)).containsExactly(LABEL);
        });
        assertThat(folder.ignored()).containsExactly("labels.zip!/notes.txt");
    }

    @Test
    void linksAndOtherEndingsAreNamedAndHiddenFilesAreNot(@TempDir Path outside) throws IOException {
        Path secret = TestCaptures.write(outside.resolve("secret.jsonl"), List.of(LABEL));
        Files.createSymbolicLink(root.resolve("link.jsonl"), secret);
        Files.createSymbolicLink(root.resolve("folder"), outside);
        write("notes.txt");
        write(".hidden.jsonl");
        write(".trash/a.jsonl");
        GroundTruthFolder folder = open();
        assertThat(folder.files()).isEmpty();
        assertThat(folder.bytes()).isZero();
        assertThat(folder.ignored()).containsExactly("folder", "link.jsonl", "notes.txt");
    }

    @Test
    void aLinkThatTookThePlaceOfAFileIsNotRead(@TempDir Path outside) throws IOException {
        write("2026/03/02/17/a.jsonl");
        GroundTruthFile file = files().get(0);
        Path secret = TestCaptures.write(outside.resolve("secret.jsonl"), List.of(LABEL));
        Path place = root.resolve("2026/03/02/17/a.jsonl");
        Files.delete(place);
        Files.createSymbolicLink(place, secret);
        assertThatThrownBy(() -> linesOf(file)).isInstanceOf(IOException.class).hasMessageContaining("link");
    }

    @Test
    void aSingleFileIsTakenWhateverItsEndingWithTheTimeOfItsPath() throws IOException {
        write("2026/03/02/17/labels.txt");
        GroundTruthFolder folder =
                GroundTruthFolder.open(root.resolve("2026/03/02/17/labels.txt"), null, ArchiveLimits.DEFAULT);
        assertThat(folder.files()).singleElement().satisfies(file -> {
            assertThat(file.displayName()).isEqualTo("labels.txt");
            assertThat(file.arrival())
                    .hasValue(Instant.parse("2026-03-02T17:00:00Z").toEpochMilli());
            assertThat(file.bytes()).isEqualTo(LABEL.length() + 1);
        });
    }

    @Test
    void aTypoInThePathGetsAProposal() {
        write("groundtruth/a.jsonl");
        assertThatThrownBy(() -> GroundTruthFolder.open(root.resolve("grountruth"), null, ArchiveLimits.DEFAULT))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("did you mean 'groundtruth'?");
    }

    private void write(String name) {
        TestCaptures.write(root.resolve(name), List.of(LABEL));
    }

    private GroundTruthFolder open() throws IOException {
        return GroundTruthFolder.open(root, null, ArchiveLimits.DEFAULT);
    }

    private List<GroundTruthFile> files() throws IOException {
        return open().files();
    }

    private static List<String> linesOf(GroundTruthFile file) throws IOException {
        try (LineReader lines = LineReader.open(file.stored(), 1 << 20)) {
            assertThat(lines.next()).isTrue();
            String only = new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
            assertThat(lines.next()).isFalse();
            return List.of(only);
        }
    }
}
