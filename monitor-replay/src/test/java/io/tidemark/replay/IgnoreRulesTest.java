package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {
    private static final List<String> FILES = List.of(
            "a/1.jsonl", "a/2.jsonl.gz", "a/old/3.jsonl", "a/old/deep/4.json", "b/old.jsonl", "b/notes.txt", "c.jsonl");

    @TempDir
    private Path root;

    private List<String> filesWith(String folder, String rules) throws IOException {
        for (String name : FILES) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), "");
        }
        Files.writeString(root.resolve(folder).resolve(IgnoreRules.NAME), rules);
        return open().files().stream().map(CaptureFile::displayName).toList();
    }

    private CaptureFolder open() throws IOException {
        return CaptureFolder.open(root, new CaptureNames("e", "v"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*.jsonl      ; a/2.jsonl.gz,a/old/deep/4.json",
                "old          ; a/1.jsonl,a/2.jsonl.gz,b/old.jsonl,c.jsonl",
                "old*         ; a/1.jsonl,a/2.jsonl.gz,c.jsonl",
                "old*/        ; a/1.jsonl,a/2.jsonl.gz,b/old.jsonl,c.jsonl",
                "a/           ; b/old.jsonl,c.jsonl",
                "a/*.jsonl    ; a/2.jsonl.gz,a/old/3.jsonl,a/old/deep/4.json,b/old.jsonl,c.jsonl",
                "a/**         ; b/old.jsonl,c.jsonl",
                "/c.jsonl     ; a/1.jsonl,a/2.jsonl.gz,a/old/3.jsonl,a/old/deep/4.json,b/old.jsonl",
                "**/deep/     ; a/1.jsonl,a/2.jsonl.gz,a/old/3.jsonl,b/old.jsonl,c.jsonl",
                "[1-3].jsonl  ; a/2.jsonl.gz,a/old/deep/4.json,b/old.jsonl,c.jsonl",
                "{1,c}.jsonl* ; a/2.jsonl.gz,a/old/3.jsonl,a/old/deep/4.json,b/old.jsonl"
            })
    void filesThatAPatternMatchesAreNotRead(String pattern, String left) throws IOException {
        assertThat(filesWith(".", pattern)).containsExactly(left.split(","));
    }

    @Test
    void blankLinesAndCommentsSayNothing() throws IOException {
        assertThat(filesWith(".", "# old\n\n   \n#*\n")).hasSize(6);
    }

    @Test
    void theRulesOfAFolderAreForWhatIsInIt() throws IOException {
        assertThat(filesWith("a", "old\n*.gz\n")).containsExactly("a/1.jsonl", "b/old.jsonl", "c.jsonl");
    }

    @Test
    void whatIsLeftOutOnPurposeIsNoReasonToWarn() throws IOException {
        assertThat(filesWith("b", "*.txt")).hasSize(6);
        assertThat(open().ignored()).isEmpty();
    }

    @Test
    void archivesAreLeftOutAsAWhole() throws IOException {
        Files.writeString(root.resolve("broken.zip"), "no archive");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);

        assertThat(filesWith(".", "*.zip")).hasSize(6);
    }

    @Test
    void aLineThatIsNoPatternIsAnErrorWithItsPlace() {
        assertThatThrownBy(() -> filesWith(".", "ok\n[a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".tidemarkignore:2: '[a' is no pattern");
        assertThatThrownBy(() -> filesWith(".", "!a")).hasMessageContaining(".tidemarkignore:1: '!a'");
    }

    @Test
    void aFileThatIsNoTextIsAnError() throws IOException {
        Files.write(root.resolve(IgnoreRules.NAME), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(this::open).hasMessageContaining("is not UTF-8");
    }
}
