package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterLogTest {
    @TempDir
    private Path folder;

    @Test
    void lettersComeBackInTheOrderOfFilesWhateverTheOrderOfParts() throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        DeadLetterLog log = new DeadLetterLog(work);
        for (int index : new int[] {10, 2, 7}) {
            refuse(log, index);
        }
        assertThat(log.first()).extracting(DeadLetter::file).containsExactly("2", "2", "7", "7", "10", "10");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.moveTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .extracting(line -> line.replaceAll(".*\"source\":\"([^\"]*)\".*", "$1"))
                .containsExactly("2:1", "2:2", "7:1", "7:2", "10:1", "10:2");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void withoutAFolderTheFirstLettersAreHeldAndNothingIsWritten() throws IOException {
        DeadLetterLog log = new DeadLetterLog(null);
        refuse(log, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.moveTo(out);
        assertThat(log.first()).hasSize(2);
        assertThat(out.size()).isZero();
    }

    @Test
    void aFileWithoutDeadLettersLeavesNoPart() throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        DeadLetterLog log = new DeadLetterLog(work);
        log.part(0, new CaptureFile(work, "e", "v", "f", 0)).close();
        assertThat(work).isEmptyDirectory();
        assertThat(log.first()).isEmpty();
    }

    @Test
    void aLetterTellsReasonLengthAndDigestOfTheLine() throws IOException {
        DeadLetterLog log = new DeadLetterLog(null);
        refuse(log, 3);
        DeadLetter letter = log.first().get(0);
        assertThat(letter.reason()).isEqualTo(Rejection.MALFORMED);
        assertThat(letter.detail()).isEqualTo("no JSON");
        assertThat(letter.bytes()).isEqualTo(7);
        assertThat(letter.digest().hex())
                .isEqualTo(ContentHash.of("Hello 1".getBytes(StandardCharsets.UTF_8))
                        .hex());
        assertThat(letter.excerpt()).isEqualTo("xxxxx 9");
    }

    private void refuse(DeadLetterLog log, int index) throws IOException {
        Path path = TestCaptures.write(folder.resolve(index + ".jsonl"), List.of("Hello 1", "Hello 2"));
        CaptureFile file = new CaptureFile(path, "e", "v", String.valueOf(index), 0);
        try (LineReader lines = LineReader.open(path, 100);
                DeadLetterLog.Part part = log.part(index, file)) {
            while (lines.next()) {
                part.add(Rejection.MALFORMED, "no JSON", lines);
            }
        }
    }
}
