package io.tidemark.app.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LineageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineageTest {
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void loadSerdes() {
        assertThat(new Topics().proposals().partitions()).isEqualTo(1);
    }

    private Lineage of(String settings) throws IOException {
        return Lineage.of(List.of(folder), settings);
    }

    @Test
    void filesAreNamedBelowTheFolderWithTheHashOfTheirContent() throws IOException {
        Files.createDirectories(folder.resolve("2026"));
        Files.writeString(folder.resolve("2026/b.csv"), "abc");
        Files.writeString(folder.resolve("a.csv"), "");
        Lineage lineage = of("");
        assertThat(lineage.files()).extracting(LineageFile::getName).containsExactlyInAnyOrder("2026/b.csv", "a.csv");
        assertThat(lineage.files()).extracting(LineageFile::getSha256).contains(SHA256_OF_ABC);
        assertThat(lineage.files()).extracting(LineageFile::getBytes).containsExactlyInAnyOrder(3L, 0L);
        assertThat(lineage.count()).isEqualTo(2);
    }

    @Test
    void theDigestFollowsContentsNamesAndSettingsAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "abc");
        String before = of("x").digest();
        Files.writeString(file, "abc");
        Files.writeString(folder.resolve(".hidden"), "q");
        assertThat(of("x").digest()).isEqualTo(before);
        assertThat(of("y").digest()).isNotEqualTo(before);
        Files.move(file, folder.resolve("b.csv"));
        String renamed = of("x").digest();
        assertThat(renamed).isNotEqualTo(before);
        Files.writeString(folder.resolve("b.csv"), "abd");
        assertThat(of("x").digest()).isNotEqualTo(renamed).isNotEqualTo(before);
    }

    @Test
    void aFileOfItsOwnHasItsNameAndWhatIsNotThereIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "abc");
        assertThat(Lineage.of(List.of(file), "").files())
                .extracting(LineageFile::getName)
                .containsExactly("a.csv");
        assertThatThrownBy(() -> Lineage.of(List.of(folder.resolve("none")), ""))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("there is no such file or folder");
    }
}
