package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvInputTest {
    private static final String TABLE = "a,b\n1,2\n";

    @TempDir
    Path folder;

    @Test
    void folderStandsForItsTablesSortedByNameBytes() throws IOException {
        write(
                "b.csv",
                "Z.csv",
                "é.csv",
                "a/x.csv",
                "a.csv",
                "c.CSV",
                "d.csv.gz",
                "notes.txt",
                ".hidden.csv",
                ".git/y.csv");
        String prefix = folder.toString().replace('\\', '/') + "/";
        assertThat(CsvInput.resolve(List.of(folder)))
                .extracting(input -> input.name().substring(prefix.length()))
                .containsExactly("Z.csv", "a.csv", "a/x.csv", "b.csv", "c.CSV", "d.csv.gz", "é.csv");
    }

    @Test
    void pathsKeepTheirOrderAndAFileNeedsNoEnding() throws IOException {
        write("z.data", "a.csv");
        List<CsvInput> inputs = CsvInput.resolve(List.of(folder.resolve("z.data"), folder.resolve("a.csv")));
        assertThat(inputs)
                .extracting(CsvInput::path)
                .containsExactly(folder.resolve("z.data"), folder.resolve("a.csv"));
        assertThat(inputs).extracting(CsvInput::size).containsOnly((long) TABLE.length());
        assertThat(inputs).extracting(CsvInput::compression).containsOnly(Compression.NONE);
    }

    @Test
    void gzipIsReadByEndingOrMarkAndInSeveralMembers() throws IOException {
        Files.write(folder.resolve("two.csv.gz"), concat(gzip("a,b\n1,"), gzip("2\n")));
        Files.write(folder.resolve("unnamed.csv"), gzip(TABLE));
        for (CsvInput input : CsvInput.resolve(List.of(folder))) {
            try (InputStream in = input.open()) {
                assertThat(in).as(input.name()).hasBinaryContent(TABLE.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void gzipThatEndsEarlyIsRefusedWhereItIsRead() throws IOException {
        byte[] whole = gzip("a,b\n" + "1,2\n".repeat(1_000));
        Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length - 9));
        CsvInput input = only("cut.csv.gz");
        try (CsvRows rows = new CsvRows(input.open(), "cut.csv.gz", CsvFormat.rfc4180())) {
            assertThatThrownBy(() -> Tables.all(rows))
                    .isInstanceOf(CsvException.class)
                    .hasMessageMatching("(?s)cut.csv.gz: cannot be read past byte \\d+: .*gzip -t for .gz.*");
        }
    }

    @Test
    void plainFileNamedGzipIsRefused() throws IOException {
        write("plain.csv.gz");
        CsvInput input = only("plain.csv.gz");
        assertThatThrownBy(input::open)
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("plain.csv.gz: cannot be read past byte 0: Not in GZIP format\n");
    }

    @Test
    void missingFileNamesTheNearest() throws IOException {
        write("train.csv", "test.csv");
        Path wrong = folder.resolve("trian.csv");
        assertThatThrownBy(() -> CsvInput.resolve(List.of(wrong))).hasMessage(wrong + """
                : no such file or folder
                  why: its folder exists, but holds no such name
                  fix: did you mean "train.csv"? Check the path""");
    }

    @Test
    void missingFolderIsNamed() {
        Path wrong = folder.resolve("none").resolve("train.csv");
        assertThatThrownBy(() -> CsvInput.resolve(List.of(wrong)))
                .hasMessage(wrong + ": no such file or folder\n  why: the folder " + folder.resolve("none")
                        + " does not exist\n  fix: Check the path");
    }

    @Test
    void folderWithoutATableIsRefused() throws IOException {
        write("notes.txt");
        assertThatThrownBy(() -> CsvInput.resolve(List.of(folder))).hasMessage(folder + """
                : no .csv, .csv.gz or .csv.zst file in this folder
                  why: hidden files and other endings are not read from a folder
                  fix: name the folder that holds the training table, or the file itself""");
    }

    @Test
    void fileMeantTwiceIsRefused() throws IOException {
        write("a.csv");
        Path again = folder.resolve(".").resolve("a.csv");
        assertThatThrownBy(() -> CsvInput.resolve(List.of(folder, again)))
                .isInstanceOf(CsvException.class)
                .hasMessageStartingWith(
                        again + ": the file is meant twice, the first time as " + folder.resolve("a.csv"));
    }

    private CsvInput only(String name) {
        return CsvInput.resolve(List.of(folder.resolve(name))).get(0);
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, TABLE);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        bytes.write(second);
        return bytes.toByteArray();
    }
}
