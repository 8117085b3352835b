package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CsvBufferTest {
    @Test
    void readingOnKeepsTheRowAndItsOffsetInTheFile() throws IOException {
        CsvBuffer buffer = buffer("abcdefgh", 100, 8, 4);
        buffer.readMore(0);
        assertThat(content(buffer)).isEqualTo("abcd");
        buffer.readMore(3);
        assertThat(content(buffer)).isEqualTo("defg");
        assertThat(buffer.offsetOf(0)).isEqualTo(103);
        assertThat(buffer.ended()).isFalse();
    }

    @Test
    void endIsKnownWhenNothingMoreCanBeRead() throws IOException {
        CsvBuffer buffer = buffer("abcd", 0, Long.MAX_VALUE, 4);
        buffer.readMore(0);
        assertThat(buffer.ended()).isFalse();
        buffer.readMore(2);
        assertThat(buffer.ended()).isTrue();
        assertThat(content(buffer)).isEqualTo("cd");
    }

    @Test
    void onlyTheWantedLengthIsTaken() throws IOException {
        InputStream in = new ByteArrayInputStream("abcdef".getBytes(StandardCharsets.US_ASCII));
        CsvBuffer buffer = new CsvBuffer(in, new CsvRows.Part(0, 3, () -> 0, 16), 100);
        buffer.readMore(0);
        assertThat(content(buffer)).isEqualTo("abc");
        assertThat(buffer.ended()).isTrue();
        assertThat(in.read()).isEqualTo('d');
    }

    @Test
    void fullBufferDoublesUpToTheLongestRowAndOneByte() throws IOException {
        CsvBuffer buffer = buffer("x".repeat(100), 0, 100, 4);
        int[] expected = {4, 8, 12};
        for (int limit : expected) {
            buffer.readMore(0);
            assertThat(buffer.limit()).isEqualTo(limit);
        }
    }

    @Test
    void lineFeedStandsBehindTheLastByte() throws IOException {
        CsvBuffer buffer = buffer("abc", 0, 3, 8);
        assertThat(buffer.bytes()[buffer.limit()]).isEqualTo((byte) '\n');
        buffer.readMore(0);
        assertThat(buffer.bytes()[buffer.limit()]).isEqualTo((byte) '\n');
    }

    @Test
    void copiesWithSingleQuotesLeaveTheBytesOfTheFile() throws IOException {
        CsvBuffer buffer = buffer("a\"\"b\"\"\"\"c", 0, 9, 16);
        buffer.readMore(0);
        buffer.resetScratch(9);
        int first = buffer.undouble(0, 4, (byte) '"');
        assertThat(text(buffer, first, buffer.scratchEnd())).isEqualTo("a\"b");
        int second = buffer.undouble(4, 9, (byte) '"');
        assertThat(text(buffer, second, buffer.scratchEnd())).isEqualTo("\"\"c");
        assertThat(text(buffer, first, second)).isEqualTo("a\"b");
        assertThat(content(buffer)).isEqualTo("a\"\"b\"\"\"\"c");
    }

    private static CsvBuffer buffer(String content, long offset, long length, int capacity) {
        InputStream in = new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
        return new CsvBuffer(in, new CsvRows.Part(offset, length, () -> 0, capacity), 11);
    }

    private static String content(CsvBuffer buffer) {
        return text(buffer, 0, buffer.limit());
    }

    private static String text(CsvBuffer buffer, int from, int to) {
        return new String(buffer.bytes(), from, to - from, StandardCharsets.US_ASCII);
    }
}
