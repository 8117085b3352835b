package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFolderTest {
    @TempDir
    private Path root;

    @Test
    void endpointAndVariantComeFromTheLayout() throws IOException {
        write("fraud/AllTraffic/2026/01/05/07/00.jsonl");
        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(file.endpoint()).isEqualTo("fraud");
            assertThat(file.variant()).isEqualTo("AllTraffic");
            assertThat(file.displayName()).isEqualTo("fraud/AllTraffic/2026/01/05/07/00.jsonl");
            assertThat(file.at(3)).isEqualTo("fraud/AllTraffic/2026/01/05/07/00.jsonl:3");
        });
    }

    @Test
    void theLayoutMayLieDeeper() throws IOException {
        write("merge/of/today/fraud/blue/2026/01/05/07/00.jsonl");
        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(file.endpoint()).isEqualTo("fraud");
            assertThat(file.variant()).isEqualTo("blue");
        });
    }

    @Test
    void namesGivenWinOverThePath() throws IOException {
        write("fraud/blue/2026/01/05/07/00.jsonl");
        CaptureFolder folder = CaptureFolder.open(root, new CaptureNames("risk", null));
        assertThat(folder.files()).singleElement().satisfies(file -> {
            assertThat(file.endpoint()).isEqualTo("risk");
            assertThat(file.variant()).isEqualTo("blue");
        });
    }

    @Test
    void variantIsAllTrafficWhereNobodyNamesOne() throws IOException {
        write("2026/01/05/07/00.jsonl");
        CaptureFolder folder = CaptureFolder.open(root, new CaptureNames("risk", null));
        assertThat(folder.files()).extracting(CaptureFile::variant).containsExactly("AllTraffic");
    }

    @Test
    void unknownEndpointIsAnErrorThatNamesTheOptions() {
        write("2026/01/05/07/00.jsonl");
        assertThatThrownBy(this::files)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026/01/05/07/00.jsonl")
                .hasMessageContaining("--endpoint")
                .hasMessageContaining("--variant");
    }

    @Test
    void aLayoutWithoutDigitsIsNone() {
        write("fraud/blue/2026/jan/05/07/00.jsonl");
        assertThatThrownBy(this::files).hasMessageContaining("--endpoint");
    }

    @Test
    void filesAreInTheOrderOfTheirNamesWhateverTheFileSystemSays() throws IOException {
        write("e/v/2026/01/05/10/b.jsonl");
        write("e/v/2026/01/05/09/c.jsonl.gz");
        write("e/v/2026/01/05/10/a.json");
        assertThat(files())
                .extracting(CaptureFile::displayName)
                .containsExactly(
                        "e/v/2026/01/05/09/c.jsonl.gz", "e/v/2026/01/05/10/a.json", "e/v/2026/01/05/10/b.jsonl");
    }

    @Test
    void hiddenFilesAndFoldersArePassedOver() throws IOException {
        write("e/v/2026/01/05/10/.b.jsonl");
        write(".trash/e/v/2026/01/05/10/b.jsonl");
        CaptureFolder folder = CaptureFolder.open(root, CaptureNames.FROM_PATH);
        assertThat(folder.files()).isEmpty();
        assertThat(folder.ignored()).isEmpty();
    }

    @Test
    void otherEndingsAreNamedAsIgnored() throws IOException {
        write("notes.txt");
        write("e/v/2026/01/05/10/b.jsonl.xz");
        CaptureFolder folder = CaptureFolder.open(root, CaptureNames.FROM_PATH);
        assertThat(folder.ignored()).containsExactly("e/v/2026/01/05/10/b.jsonl.xz", "notes.txt");
    }

    @Test
    void linksAreNotFollowed(@TempDir Path outside) throws IOException {
        Path secret = TestCaptures.write(outside.resolve("secret.jsonl"), List.of("{}"));
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("secret.jsonl"), secret);
        Files.createSymbolicLink(root.resolve("loop"), root);
        CaptureFolder folder = CaptureFolder.open(root, TestCaptures.CENSUS);
        assertThat(folder.files()).isEmpty();
        assertThat(folder.ignored()).containsExactly("loop", "out", "secret.jsonl");
    }

    @Test
    void theFolderItselfMayBeALink(@TempDir Path elsewhere) throws IOException {
        write("e/v/2026/01/05/10/b.jsonl");
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root);
        CaptureFolder folder = CaptureFolder.open(link, CaptureNames.FROM_PATH);
        assertThat(folder.files()).extracting(CaptureFile::displayName).containsExactly("e/v/2026/01/05/10/b.jsonl");
    }

    @Test
    void aSingleFileIsTakenWhateverItsEnding() throws IOException {
        Path file = write("e/v/2026/01/05/10/records.txt");
        CaptureFolder folder = CaptureFolder.open(file, CaptureNames.FROM_PATH);
        assertThat(folder.files()).singleElement().satisfies(only -> {
            assertThat(only.displayName()).isEqualTo("records.txt");
            assertThat(only.endpoint()).isEqualTo("e");
        });
    }

    @Test
    void anEmptyFolderHoldsNoFile() throws IOException {
        CaptureFolder folder = CaptureFolder.open(root, CaptureNames.FROM_PATH);
        assertThat(folder.files()).isEmpty();
        assertThat(folder.bytes()).isZero();
    }

    @Test
    void aTypoInThePathGetsAProposal() {
        write("captures/a.jsonl");
        assertThatThrownBy(() -> CaptureFolder.open(root.resolve("captrues/2026"), CaptureNames.FROM_PATH))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("did you mean 'captures'?");
    }

    @Test
    void aPathLikeNothingGetsNoProposal() {
        write("captures/a.jsonl");
        assertThatThrownBy(() -> CaptureFolder.open(root.resolve("training"), CaptureNames.FROM_PATH))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("has no 'training'")
                .hasMessageNotContaining("did you mean");
    }

    @Test
    void blankNamesAreRefused() {
        assertThatThrownBy(() -> new CaptureNames(" ", null)).hasMessageContaining("endpoint = ' ' is blank");
        assertThatThrownBy(() -> new CaptureNames(null, "")).hasMessageContaining("variant = '' is blank");
    }

    @Test
    void editsCountInsertionsDeletionsAndReplacements() {
        assertThat(PathSuggestion.edits("captures", "captures")).isZero();
        assertThat(PathSuggestion.edits("Captures", "captures")).isZero();
        assertThat(PathSuggestion.edits("capture", "captures")).isEqualTo(1);
        assertThat(PathSuggestion.edits("kitten", "sitting")).isEqualTo(3);
        assertThat(PathSuggestion.edits("", "abc")).isEqualTo(3);
    }

    private Path write(String name) {
        return TestCaptures.write(root.resolve(name), List.of("{}"));
    }

    private List<CaptureFile> files() throws IOException {
        return CaptureFolder.open(root, CaptureNames.FROM_PATH).files();
    }
}
