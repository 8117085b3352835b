package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
    private static final int LIMIT = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void linesEndWithLineFeedsWithOrWithoutCarriageReturns() throws IOException {
        assertThat(read("one\ntwo\r\nthree\n")).containsExactly("1:one", "2:two", "3:three");
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(read("one\ntwo")).containsExactly("1:one", "2:two");
    }

    @Test
    void blankLinesArePassedOverButCounted() throws IOException {
        assertThat(read("\n \t\r\none\n\n\r\ntwo\n\n")).containsExactly("3:one", "6:two");
    }

    @Test
    void anEmptyFileHasNoLine() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n")).isEmpty();
        assertThat(read("x")).containsExactly("1:x");
    }

    @Test
    void aByteOrderMarkIsDropped() throws IOException {
        assertThat(read("\uFEFFone\n\uFEFFtwo\n")).containsExactly("1:one", "2:\uFEFFtwo");
    }

    @Test
    void compressionIsToldByContentNotByName() throws IOException {
        byte[] zipped = TestCaptures.gzip("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
        assertThat(read(zipped, LIMIT)).containsExactly("1:one", "2:two");
    }

    @Test
    void everyMemberOfAZippedFileIsRead() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (String part : List.of("one\ntw", "o\n", "", "three\n")) {
            members.write(TestCaptures.gzip(part.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(read(members.toByteArray(), LIMIT)).containsExactly("1:one", "2:two", "3:three");
    }

    @Test
    void aZippedFileThatIsCutOffIsAnErrorThatNamesFileAndLine() throws IOException {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            text.append(random.nextInt()).append('\n');
        }
        byte[] zipped = TestCaptures.gzip(text.toString().getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(Arrays.copyOf(zipped, zipped.length - 100), LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lines.jsonl")
                .hasMessageContaining("damaged or cut off after line");
    }

    @Test
    void aLineOfExactlyTheLimitIsWhole() throws IOException {
        assertThat(read("12345\n12345\r\nok".getBytes(StandardCharsets.UTF_8), 5))
                .containsExactly("1:12345", "2:12345", "3:ok");
    }

    @Test
    void aLineOverTheLimitIsHandedOverAsOversize() throws IOException {
        Path file = Files.writeString(folder.resolve("lines.jsonl"), "123456\nok\n");
        try (LineReader reader = LineReader.open(file, 5)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.isOversize()).isTrue();
            assertThat(reader.length()).isEqualTo(6);
            assertThat(reader.next()).isTrue();
            assertThat(reader.isOversize()).isFalse();
            assertThat(reader.line()).isEqualTo(2);
        }
    }

    @Test
    void aLineFarOverTheBufferCostsNoMoreMemoryAndLosesNoOtherLine() throws IOException {
        byte[] huge = new byte[5 << 20];
        Arrays.fill(huge, (byte) 'a');
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes("before\n".getBytes(StandardCharsets.UTF_8));
        content.writeBytes(huge);
        content.writeBytes("\nafter\n".getBytes(StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("lines.jsonl"), content.toByteArray());
        try (LineReader reader = LineReader.open(file, LIMIT)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.next()).isTrue();
            assertThat(reader.isOversize()).isTrue();
            assertThat(reader.length()).isEqualTo(huge.length);
            assertThat(reader.digest()).isEqualTo(ContentHash.of(huge));
            assertThat(reader.bytes()[reader.from()]).isEqualTo((byte) 'a');
            assertThat(reader.next()).isTrue();
            assertThat(reader.line()).isEqualTo(3);
            assertThat(text(reader)).isEqualTo("after");
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void aHugeLastLineWithoutAnEndIsOversizeToo() throws IOException {
        byte[] huge = new byte[3 << 20];
        Arrays.fill(huge, (byte) 'b');
        Path file = Files.write(folder.resolve("lines.jsonl"), huge);
        try (LineReader reader = LineReader.open(file, LIMIT)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.isOversize()).isTrue();
            assertThat(reader.digest()).isEqualTo(ContentHash.of(huge));
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void linesAreThoseOfASplitWhateverTheirLengths() throws IOException {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int line = 1; line <= 60; line++) {
                String content = "x".repeat(random.nextInt(random.nextBoolean() ? 20 : 200_000));
                text.append(content).append(random.nextBoolean() ? "\n" : "\r\n");
                if (!content.isEmpty()) {
                    expected.add(line + ":" + content);
                }
            }
            assertThat(read(text.toString())).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void theDigestIsOverTheLineWithoutItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("lines.jsonl"), "one\r\n");
        try (LineReader reader = LineReader.open(file, LIMIT)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.digest()).isEqualTo(ContentHash.of("one".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private List<String> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), LIMIT);
    }

    private List<String> read(byte[] content, int limit) throws IOException {
        Path file = Files.write(folder.resolve("lines.jsonl"), content);
        List<String> lines = new ArrayList<>();
        try (LineReader reader = LineReader.open(file, limit)) {
            while (reader.next()) {
                lines.add(reader.line() + ":" + text(reader));
            }
        }
        return lines;
    }

    private static String text(LineReader reader) {
        return new String(reader.bytes(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8);
    }
}
